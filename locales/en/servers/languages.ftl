# The language that a member chooses for what they alone see

command-language = Choose the language in which I answer you and write to you, in every server
command-language-language = Your language, or the server's
language-as-server = As the server
language-chosen = From now on I speak { $language } with you, in every server and in direct messages. What everybody sees stays in the server's language.
language-as-server-now = From now on I answer you in the language of the server that you write from ({ $language } here).
language-unknown = I do not speak that language. Please choose one from the list. Nothing was changed.
