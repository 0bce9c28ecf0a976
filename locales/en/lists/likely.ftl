### Why a match is only likely: it was put together by a guess. It stands on cards, in /check and where something is undone.
likely-disguise = **Likely**, not sure: I put the link together by a guess ({ $how }).
likely-file-name = **Likely**, not sure: it may be the name of a file.
likely-code = **Likely**, not sure: it may be a name in a program.
likely-sentence-end = **Likely**, not sure: one sentence may end there, and the next begin.
likely-handle = **Likely**, not sure: it may be the name of an account.
likely-accents = **Likely**, not sure: with its accents it may be a name of its own.
likely-longer-name = **Likely**, not sure: it may be a part of a longer name.
likely-part-of-a-path = **Likely**, not sure: it stands inside the path of another link.
likely-number = **Likely**, not sure: it may be a number, a time or a version.
