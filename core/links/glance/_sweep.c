/* The glance at a text of ASCII, compiled: "surely nothing" or "perhaps". Never wrongly "nothing".

   The reference is Python: glance/gate.py, readings.is_plain and glance/hosts.py. What stands here says "nothing" only where
   these do, and "perhaps" wherever it would have to look closer. Each question names the pattern it stands for (signs.py,
   disguises/, gate.py, hosts.py). tests/core/links/test_sweep.py holds both together.

   Each character is read through at() or low(), which give 0 outside of the text. Lists of words come from Python and are
   held as 64-bit hashes: two words with one hash make a "perhaps" too many, never one too few. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

#define LONGEST_HOST 273 /* keys.py, _LONGEST_HOST; what is longer is no host */
#define LONGEST_SPLIT 24 /* hosts.py, _LONGEST_SPLIT */
#define MANY_PAGES 4     /* hosts.py, _MANY_PAGES */
#define MANY_ODD 8       /* to ask Python whether a host carries another takes 20 us */
#define LONGEST_BACK 150 /* the longest that a pattern of signs.py looks from a slash back to its dot */
#define LONGEST_TEXT 4096 /* of letters beyond ASCII; Discord's longest message has 4,000 */
#define LONGEST_TAIL 400 /* pages._LONG_TAIL */
#define LONGEST_PATH 161 /* address.KEY_PATH, and the slash before it */
#define LONGEST_PARAMETER 120 /* address.KEY_PARAMETER */
#define KEY_SEGMENTS 6   /* address.KEY_SEGMENTS */
#define LONG_LABEL 56    /* carriers.ONION: so many letters need no word beside them */
#define LONGEST_NEAR 62  /* the longest that a pattern looks ahead inside brackets */

/* ---- sets of words, as hashes ---- */

typedef struct {
    uint64_t *slots;
    size_t mask;
} Words;

static const uint64_t FNV_START = 14695981039346656037ULL;

static inline uint64_t fnv(uint64_t hash, unsigned char byte) {
    return (hash ^ byte) * 1099511628211ULL;
}

static int words_hold(const Words *words, uint64_t hash) {
    size_t at;
    if (words->slots == NULL)
        return 1;
    hash = hash ? hash : 1;
    for (at = (size_t)hash & words->mask; words->slots[at]; at = (at + 1) & words->mask)
        if (words->slots[at] == hash)
            return 1;
    return 0;
}

static int words_fill(Words *words, PyObject *given) {
    PyObject *list = PySequence_List(given);
    Py_ssize_t count, each;
    size_t size = 16;
    uint64_t *slots;
    if (list == NULL)
        return -1;
    count = PyList_GET_SIZE(list);
    while (size < (size_t)count * 4)
        size *= 2;
    slots = PyMem_Calloc(size, sizeof(uint64_t));
    if (slots == NULL) {
        Py_DECREF(list);
        PyErr_NoMemory();
        return -1;
    }
    for (each = 0; each < count; each++) {
        Py_ssize_t length, index;
        const char *word = PyUnicode_AsUTF8AndSize(PyList_GET_ITEM(list, each), &length);
        uint64_t hash = FNV_START;
        size_t at;
        if (word == NULL) {
            PyMem_Free(slots);
            Py_DECREF(list);
            return -1;
        }
        for (index = 0; index < length; index++)
            hash = fnv(hash, (unsigned char)word[index]);
        hash = hash ? hash : 1;
        for (at = (size_t)hash & (size - 1); slots[at] && slots[at] != hash; at = (at + 1) & (size - 1))
            ;
        slots[at] = hash;
    }
    Py_DECREF(list);
    PyMem_Free(words->slots);
    words->slots = slots;
    words->mask = size - 1;
    return 0;
}

/* ---- what the module knows ---- */

typedef struct {
    Words endings;   /* signs.ENDINGS */
    Words tlds;      /* hosts.is_tld */
    Words special;   /* keys.SPECIAL: hosts whose pages are counted elsewhere */
    Words carriers;  /* carriers.LABELS_OF_CARRIERS */
    PyObject *odd;   /* (host) -> bool: the host is one that carries or writes others */
    PyObject *holds; /* (host, text, start, end, might_hold) -> bool: Python's whole answer on one host */
    PyObject *paged; /* (host, text, start, end, might_hold) -> bool: Python's answer on the page of a plain host */
    Words formed;    /* hosts of which a page may have another form */
    PyObject *hints; /* bytes: what may be the shape of a software's page, each with a 0 behind it */
    PyObject *folders; /* bytes: how the one form of such a page may begin, each with a 0 behind it */
    PyObject *table;   /* letters.table, which gives */
    PyObject *letters; /* four bytes for each letter beyond ASCII; made when a text is met that has one */
    PyObject *dots;    /* letters.words_for_dots(), a tuple */
    PyObject *asked;      /* the last might_hold, */
    PyObject *containers; /* and the containers that it looks into; NULL where it must be called */
    int ready;
} State;

/* ---- reading a text ---- */

typedef struct {
    const unsigned char *text;
    Py_ssize_t length;
    const State *state;
} View;

enum { OTHER_LETTER = 0x80, OTHER_MARK = 0x81, OTHER_DIGIT = 0x82, SYMBOL = 0x83 }; /* bytes for what is no ASCII */
enum { SPACE = 1, DIGIT = 2, ALPHA = 4, LINE = 8, OPEN = 16, CLOSE = 32, MARK = 64, HOST = 128 };
static unsigned char KINDS[256];   /* of each byte */
static unsigned char LOWER[256];   /* each byte in lower case */
static unsigned char CASES[256];   /* what is looked for at each byte: the case of signs_of() */

/* Where a sign may begin: at three bytes in a row of which one row of a table holds each in its place. A bit for each row. */
typedef struct {
    uint32_t bytes[3][256];
} Begins;
static Begins WATCHED; /* of all signs */
static Begins GATED;   /* of those of the gate alone */
static Begins VIEWED;  /* of what glance.hosts reads besides plain hosts */

static inline unsigned char at(const View *view, Py_ssize_t index) {
    return index >= 0 && index < view->length ? view->text[index] : 0;
}
static inline unsigned char low(const View *view, Py_ssize_t index) {
    return LOWER[at(view, index)];
}
static inline int is(const View *view, Py_ssize_t index, int kind) {
    return KINDS[at(view, index)] & kind;
}
static inline int alnum(const View *view, Py_ssize_t index) {
    return is(view, index, DIGIT | ALPHA);
}
static inline int word(const View *view, Py_ssize_t index) { /* \w */
    return is(view, index, DIGIT | ALPHA | LINE);
}
static inline int name(const View *view, Py_ssize_t index) { /* [\w-] */
    return word(view, index) || at(view, index) == '-';
}
static inline int one_of(const View *view, Py_ssize_t index, const char *set) {
    unsigned char byte = at(view, index);
    return byte != 0 && strchr(set, byte) != NULL;
}
static inline int hexadecimal(const View *view, Py_ssize_t index) {
    return is(view, index, DIGIT) || one_of(view, index, "abcdefABCDEF");
}
static int has(const View *view, Py_ssize_t index, const char *wanted) {
    for (; *wanted; wanted++, index++)
        if (low(view, index) != (unsigned char)*wanted)
            return 0;
    return 1;
}
/* The place after at most `most` spaces. */
static Py_ssize_t spaces(const View *view, Py_ssize_t index, int most) {
    while (most-- > 0 && is(view, index, SPACE))
        index++;
    return index;
}
/* ENDINGS: the whole word that begins here is one. */
static int ending(const View *view, Py_ssize_t index) {
    uint64_t hash = FNV_START;
    Py_ssize_t first = index;
    if (!is(view, index, ALPHA))
        return 0;
    for (; word(view, index); index++) {
        if (index - first > 16)
            return 0;
        hash = fnv(hash, low(view, index));
    }
    return words_hold(&view->state->endings, hash);
}
/* `\.[a-z]{2,18}(?:/[\w-]*){0,4}`: it ends here, as one looks back. */
static int back_to_dot(const View *view, Py_ssize_t index) {
    int left = LONGEST_BACK, slashes = 0;
    Py_ssize_t last = index, first;
    for (; left-- > 0 && (name(view, index) || at(view, index) == '/'); index--)
        slashes += at(view, index) == '/';
    if (left < 0)
        return 1;
    if (at(view, index) != '.' || slashes > 4)
        return 0;
    for (first = ++index; is(view, index, ALPHA); index++)
        ;
    return index - first > 1 && index - first < 19 && (index > last || at(view, index) == '/');
}

/* ---- the gate and the disguises, in one pass ---- */

#define APART "*_~|`\"'<>+=:^#-" /* signs.APART */

enum {
    GATE = 1, /* there may be an address */
    ODD = 2,  /* the text may be read in another way */
    /* These count together with another sign only. */
    HTTP = 4,
    POINT = 8,
    M_ME = 16,
    PERCENT = 32 /* something is percent-encoded: what it says must be looked at, too */
};

/* signs._SPACED_DOT: what stands here could end a host. */
static int spaced_ending(const View *view, Py_ssize_t i) {
    uint64_t hash = FNV_START;
    Py_ssize_t first = i;
    if (is(view, i, DIGIT))
        return 1;
    for (; name(view, i); i++) {
        if (i - first > 63)
            return 0;
        hash = fnv(hash, low(view, i));
    }
    return words_hold(&view->state->tlds, hash);
}

static int me_slash(const View *view, Py_ssize_t i) { /* `me\s?/` */
    return has(view, i, "me") && at(view, spaces(view, i + 2, 1)) == '/';
}

static int at_dot(const View *view, Py_ssize_t i) {
    unsigned char a = at(view, i - 1), b = at(view, i + 1);
    int found = 0, left = 10;
    Py_ssize_t j;
    /* gate._DOT */
    if (is(view, i + 1, DIGIT)) {
        if (!(is(view, i - 1, SPACE) || a == '.')) {
            for (j = i + 1; is(view, j, DIGIT); j++)
                ;
            if (!(j >= view->length || is(view, j, SPACE) || one_of(view, j, ",!?)'\":;") ||
                  (at(view, j) == '.' && (j + 1 >= view->length || is(view, j + 1, SPACE)))))
                found |= GATE;
        }
    } else if (b && b != '.' && !is(view, i + 1, SPACE) && !(is(view, i - 1, SPACE) || a == '.'))
        found |= GATE;
    if ((is(view, i - 1, SPACE) && word(view, i + 1)) || is(view, i + 1, CLOSE))
        found |= GATE;
    if (is(view, i + 1, SPACE)) {
        j = spaces(view, i + 2, 2);
        if (is(view, i - 1, SPACE) || is(view, j, CLOSE) || me_slash(view, j))
            found |= GATE;
        if (ending(view, j)) /* "half-spaced dot" */
            found |= (has(view, j, "lol") || has(view, j, "win") || has(view, j, "top")) && !word(view, j + 3)
                         ? GATE
                         : GATE | ODD;
        if (a == ' ' && spaced_ending(view, spaces(view, i + 1, 8))) {
            for (j = i - 1; j >= i - 8 && is(view, j, SPACE); j--)
                ;
            if (word(view, j))
                found |= ODD;
        }
    }
    if (b == '.' && word(view, i - 1)) { /* "doubled dot" */
        for (j = i + 2; j < i + 4 && at(view, j) == '.'; j++)
            ;
        if (ending(view, j) || ending(view, i + 2))
            found |= GATE | ODD;
    }
    /* "quoted dot" */
    if ((a == '"' || a == '\'') && (word(view, i + 1) || b == '"' || b == '\'') &&
        (word(view, i - 2) || is(view, i - 2, SPACE) || one_of(view, i - 2, "\"'")))
        found |= ODD;
    if ((b == '"' || b == '\'') && word(view, i - 1) &&
        (word(view, i + 2) || (one_of(view, i + 2, "\"'") && word(view, i + 3))))
        found |= ODD;
    /* brackets at a dot */
    if ((is(view, i - 1, OPEN) && (word(view, i + 1) || is(view, i + 1, OPEN))) ||
        (is(view, i - 1, CLOSE) && (word(view, i + 1) || is(view, i + 1, OPEN | CLOSE))) ||
        (is(view, i + 1, OPEN | CLOSE) && word(view, i + 2)))
        found |= ODD;
    for (j = i + 1; left-- > 0 && (word(view, j) || is(view, j, OPEN)); j++)
        ;
    if (is(view, j, CLOSE) && word(view, j + 1)) /* inside_brackets */
        found |= ODD;
    /* "half-spaced dot", from its other side */
    if (is(view, i - 1, SPACE) && is(view, i + 1, ALPHA)) {
        for (j = i + 1, left = 18; left-- > 0 && is(view, j, ALPHA); j++)
            ;
        if (at(view, j) == '/' || ending(view, i + 1))
            found |= ODD;
    }
    /* "slashed dot" */
    if ((b == '/' || b == '\\') && word(view, i - 1)) {
        j = i + 2;
        j += at(view, j) == '/' || at(view, j) == '\\';
        j += at(view, j) == '.';
        if (word(view, j))
            found |= ODD;
    }
    if (a == '/' || a == '\\') {
        for (j = i + 1; j < i + 3 && one_of(view, j, "/\\"); j++)
            ;
        if (ending(view, j))
            found |= ODD;
    }
    /* "dot apart" */
    if (is(view, i - 1, SPACE) || one_of(view, i - 1, APART)) {
        for (j = i + 1; j < i + 8 && (is(view, j, SPACE) || one_of(view, j, APART)); j++)
            ;
        if (j > i + 1 && ending(view, j))
            found |= GATE | ODD;
    }
    /* "backwards" */
    if (word(view, i + 1) &&
        (has(view, i - 3, "ten") || has(view, i - 3, "moc") || has(view, i - 3, "gro") || has(view, i - 4, "ofni")))
        found |= ODD;
    /* single_letters */
    if (at(view, i + 2) == '.' && at(view, i + 4) == '.' && alnum(view, i + 1) && alnum(view, i + 3) &&
        (is(view, i + 1, ALPHA) || is(view, i + 3, ALPHA)))
        found |= ODD;
    /* "marked dot" */
    j = spaces(view, i + 1, 3);
    for (left = 3; left-- > 0 && is(view, j, MARK); j++)
        if (word(view, j + 1))
            found |= ODD;
    if (is(view, i - 1, SPACE)) {
        for (j = i - 2; j > i - 4 && is(view, j, SPACE); j--)
            ;
        if (is(view, j, MARK))
            found |= ODD;
    }
    return found;
}

/* signs.beside_slash and the gate: an invite, before a slash or a backslash. */
static int invite(const View *view, Py_ssize_t i) {
    if (!has(view, i - 2, "gg"))
        return at(view, i) == '/' && has(view, i - 3, "gg ") ? GATE | ODD : 0;
    return at(view, i - 3) == '.' && word(view, i - 4) && word(view, i - 5) && !is(view, i + 1, SPACE) ? GATE
                                                                                                        : GATE | ODD;
}

static int at_slash(const View *view, Py_ssize_t i) {
    int found = (at(view, i + 1) == '/' ? GATE : 0) | invite(view, i);
    Py_ssize_t j;
    /* signs.beside_slash */
    if (has(view, i - 2, "me/") && (one_of(view, i - 3, " ,") || (at(view, i - 3) == '.' && is(view, i - 4, SPACE))))
        found |= ODD;
    if (has(view, i - 3, "me /") && one_of(view, i - 4, " ."))
        found |= ODD;
    /* signs._SLASH_APART */
    if (is(view, i - 1, SPACE)) {
        j = is(view, i - 2, SPACE) ? i - 3 : i - 2;
        if (back_to_dot(view, j))
            found |= ODD;
    }
    if (is(view, i + 1, SPACE) && back_to_dot(view, i - 1)) {
        Py_ssize_t first = spaces(view, i + 1, 2);
        for (j = first; j < first + 65 && name(view, j); j++)
            ;
        if (j > first && (at(view, spaces(view, j, 2)) == '/' || spaces(view, j, 2) >= view->length))
            found |= ODD;
    }
    /* signs._BRACKET_AT_SLASH */
    if ((is(view, i - 1, OPEN | CLOSE) || one_of(view, i - 1, "\"'`")) && back_to_dot(view, i - 2))
        found |= ODD;
    if ((is(view, i + 1, OPEN) || one_of(view, i + 1, "\"'")) && back_to_dot(view, i - 1))
        found |= ODD;
    return found;
}

/* Four plain numbers, as HOST finds them: `(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}(?![\w.])` */
static int four_numbers(const View *view, Py_ssize_t i) {
    int group, digits;
    for (group = 0; group < 4; group++) {
        if (group > 0 && at(view, i++) != '.')
            return 0;
        for (digits = 0; digits < 4 && is(view, i, DIGIT); digits++, i++)
            if (digits == 1 && at(view, i - 1) == '0')
                return 0;
        if (digits < 1 || digits > 3)
            return 0;
    }
    return !word(view, i) && at(view, i) != '.';
}

/* hosts._NUMBERS: an address in numbers that is not four plain ones. */
static int number(const View *view, Py_ssize_t i) {
    Py_ssize_t first = i;
    if (at(view, i) == '[')
        return 1;
    while (is(view, i, DIGIT)) {
        if (at(view, i) == '0' && low(view, i + 1) == 'x') {
            for (i += 2; hexadecimal(view, i); i++)
                ;
        } else
            while (is(view, i, DIGIT))
                i++;
        if (at(view, i) == '.' && is(view, i + 1, DIGIT))
            i++;
        else
            break;
    }
    if (i == first)
        return 0;
    while (at(view, i) == '.')
        i++;
    return !name(view, i) && !four_numbers(view, first);
}

/* "bare address": a run of hexadecimal digits and colons that no other letter or digit touches. */
static int bare_address(const View *view, Py_ssize_t i) {
    Py_ssize_t first = i, last = i;
    while (i - first < 40 && (is(view, first - 1, DIGIT) || one_of(view, first - 1, "abcdefABCDEF:")))
        first--;
    while (last - i < 40 && (is(view, last + 1, DIGIT) || one_of(view, last + 1, "abcdefABCDEF:")))
        last++;
    return i - first >= 40 || last - i >= 40 ||
           (last - first > 1 && !word(view, first - 1) && !word(view, last + 1));
}

/* signs.REMOVE */
static int to_remove(const View *view, Py_ssize_t i) {
    static const char *const WORDS[] = {"remove", "delete", "without", "no", "spam", "ignore", "anti", "take", "strip", "drop"};
    size_t each;
    for (each = 0; each < sizeof(WORDS) / sizeof(WORDS[0]); each++)
        if (has(view, i, WORDS[each]))
            return 1;
    return 0;
}

static int at_colon(const View *view, Py_ssize_t i) {
    Py_ssize_t j = i + 1;
    int found = at(view, j) == ':' ? GATE : 0;
    if (found && bare_address(view, i))
        found |= ODD;
    /* hosts._APP */
    if (has(view, i - 2, "tg:"))
        found |= is(view, i - 3, ALPHA) || !(is(view, j, ALPHA) || one_of(view, j, "/\\")) ? GATE : GATE | ODD;
    if (has(view, i - 2, "rd:/"))
        found |= has(view, i - 7, "discord:/") ? GATE | ODD : GATE;
    if (has(view, i - 6, "intent:/"))
        found |= ODD;
    /* hosts._NUMBER */
    while (one_of(view, j, "/\\])}"))
        j++;
    if ((j > i + 1 || one_of(view, i - 1, "psPS")) && number(view, j))
        found |= ODD;
    /* signs._SCHEME_ALONE */
    if (at(view, i + 1) == '/' && at(view, i + 2) == '/') {
        for (j = i + 3; j < i + 67 && name(view, j); j++)
            ;
        if (is(view, j, SPACE) && ending(view, j + 1))
            found |= ODD;
        if (is(view, j, SPACE)) { /* "split behind a scheme" */
            Py_ssize_t first = ++j;
            while (j < first + 42 && name(view, j))
                j++;
            if (at(view, j) == '.')
                found |= ODD;
        }
    }
    return found;
}

static int bracketed_word(const View *view, Py_ssize_t i) { /* signs.BRACKETED_DOTS, and SLASH_WORDS that are ASCII */
    static const char *const WORDS[] = {"punto",  "ponto",   "punkt", "nokta", "kropka", "tecka", "tocka", "tochka", "piste",
                                        "bodka",  "prik",  "tuldok", "nukta", "fullstop", "full stop", "titik",  "cham",    "punct", "nuqta", "noqta",  "slash", "barra", "forward"};
    size_t each;
    for (each = 0; each < sizeof(WORDS) / sizeof(WORDS[0]); each++)
        if (has(view, i, WORDS[each]))
            return 1;
    return 0;
}

static int at_open(const View *view, Py_ssize_t i) {
    unsigned char c = at(view, i), b = at(view, i + 1);
    Py_ssize_t j = spaces(view, i + 1, 2);
    if (is(view, j, ALPHA) && bracketed_word(view, j))
        return GATE | ODD;
    /* "dot", of which "dot" itself is asked about elsewhere */
    if ((at(view, j) == '.' || at(view, j) == ',') && is(view, spaces(view, j + 1, 2), CLOSE))
        return ODD;
    j += at(view, j) == '.';
    if (has(view, j, "dawt") || has(view, j, "d.o.t") || has(view, j, "d o t") || has(view, j, "point"))
        return ODD;
    /* "empty brackets", "bracketed slash", "picture" */
    if ((word(view, i - 1) || at(view, i - 1) == '.') &&
        ((is(view, i + 1, CLOSE) && (word(view, i + 2) || at(view, i + 2) == '.')) || to_remove(view, i + 1)))
        return ODD;
    if (one_of(view, i + 1, "/=?:") && (is(view, i + 2, CLOSE) || (b == ':' && at(view, i + 2) == ':')))
        return ODD;
    if (c == '<' && (b == ':' || has(view, i + 1, "a:")))
        return ODD;
    /* "markup" */
    if ((c == '<' || c == '[') && (word(view, i - 1) || at(view, i - 1) == '.')) {
        Py_ssize_t last = i + 4 + LONGEST_NEAR;
        if (b == '!')
            return ODD;
        j = i + 1 + (b == '/');
        if (is(view, j, ALPHA)) {
            while (j < last && j < view->length && !one_of(view, j, "<>[]\n"))
                j++;
            if ((at(view, j) == '>' || at(view, j) == ']') && (word(view, j + 1) || one_of(view, j + 1, ".<[")))
                return ODD;
        }
    }
    return 0;
}

/* "odd dot", "something for the dot": a few characters in brackets that a word stands before. */
static int bracketed(const View *view, Py_ssize_t i) {
    int left;
    for (left = 2; left-- > 0 && is(view, i, CLOSE); i--)
        ;
    for (left = 18; left-- > 0 && i >= 0 && at(view, i) != '\n' && !is(view, i, OPEN | CLOSE); i--)
        ;
    if (!is(view, i, OPEN))
        return 0;
    for (left = 2; left-- > 0 && is(view, i, OPEN); i--)
        ;
    for (left = 2; left-- > 0 && is(view, i, SPACE); i--)
        ;
    return word(view, i);
}

static int at_close(const View *view, Py_ssize_t i) {
    Py_ssize_t j = spaces(view, i + 1, 2);
    int gate = 0;
    if (ending(view, j)) { /* signs.BRACKETED */
        if (bracketed(view, i))
            return GATE | ODD;
        gate = GATE;
    }
    if (at(view, i) == ']' && at(view, i + 1) == '(') /* "masked link" */
        return gate | ODD;
    for (j = i + 1; j < i + 2 + LONGEST_NEAR && (name(view, j) || is(view, j, OPEN | CLOSE)); j++)
        ;
    if (at(view, j) == '.' && (word(view, j + 1) || is(view, j + 1, OPEN))) /* inside_brackets */
        return gate | ODD;
    return gate;
}

/* A dot stands before this mark, with neither a space nor another mark between. */
static int dotted(const View *view, Py_ssize_t i) {
    for (i--; i >= 0 && !is(view, i, SPACE) && !one_of(view, i, "*~|`"); i--)
        if (at(view, i) == '.')
            return 1;
    return 0;
}

static int at_mark(const View *view, Py_ssize_t i) {
    unsigned char c = at(view, i);
    Py_ssize_t j;
    if (c == '_') {
        if (has(view, i + 1, "indicator_")) /* "emoji letters" */
            return ODD;
        if (one_of(view, i + 1, "_/\\") && one_of(view, i - 1, "psPS:")) /* "underscored scheme" */
            return ODD;
    } else {
        /* signs._FORMATTED */
        if (alnum(view, i - 1) || one_of(view, i - 1, "._-")) {
            for (j = i + 1; is(view, j, MARK); j++)
                ;
            while (alnum(view, j) || at(view, j) == '-')
                j++;
            while (is(view, j, MARK))
                j++;
            while (alnum(view, j) || at(view, j) == '-')
                j++;
            if (at(view, j) == '.')
                return ODD;
        }
        if ((c != '~' || at(view, i + 1) == '~') && dotted(view, i)) {
            for (j = i + 1; is(view, j, MARK); j++)
                ;
            if (alnum(view, j) || one_of(view, j, "./?=&#-"))
                return ODD;
        }
    }
    /* "formatted letters" */
    if ((alnum(view, i + 1) || at(view, i + 1) == '.') && is(view, i + 2, MARK)) {
        for (j = i + 3; j < i + 5 && is(view, j, MARK); j++)
            ;
        if (at(view, j) == ' ' && is(view, at(view, j + 1) == ' ' ? j + 2 : j + 1, MARK))
            return ODD;
    }
    return 0;
}

static int at_space(const View *view, Py_ssize_t i) { /* single_letters, and "slash word" */
    if (low(view, i + 1) == 'b' && has(view, i + 1, "barra "))
        return ODD;
    if (!alnum(view, i - 1) || alnum(view, i - 2))
        return 0;
    if (alnum(view, i + 1) && at(view, i + 2) == ' ' && alnum(view, i + 3) && !alnum(view, i + 4))
        return ODD;
    if (at(view, i + 1) == ' ' && alnum(view, i + 2) && at(view, i + 3) == ' ' && at(view, i + 4) == ' ' &&
        alnum(view, i + 5) && !alnum(view, i + 6))
        return ODD;
    return 0;
}

/* signs._SPOKEN: a word for a dot, with the spaces around it, begins here; an ending stands behind it. */
static int spoken(const View *view, Py_ssize_t i, const char *wanted) {
    Py_ssize_t first, last;
    if (!has(view, i, wanted))
        return 0;
    first = last = spaces(view, i + (Py_ssize_t)strlen(wanted), 2);
    while (last < first + 19 && is(view, last, ALPHA))
        last++;
    if (last - first > 1 && at(view, last) == '/') /* signs.LAST_WORD */
        return GATE | ODD;
    if (last - first > 1 && is(view, last, SPACE))
        while (is(view, last, SPACE) && at(view, last) != '\n')
            last++;
    return (last - first > 1 && (last >= view->length || at(view, last) == '\n')) || ending(view, first) ? GATE | ODD : 0;
}

static int at_comma(const View *view, Py_ssize_t i) { /* , and ; */
    Py_ssize_t j = spaces(view, i + 1, 2);
    int found = 0;
    if (ending(view, i + 1))
        found |= GATE | ODD;
    if (is(view, j, CLOSE))
        found |= GATE;
    if (at(view, i) == ',' && me_slash(view, j))
        found |= GATE | ODD;
    return found;
}

/* Three letters between four of the same sign: single_letters. */
static int apart(const View *view, Py_ssize_t i) {
    unsigned char c = at(view, i);
    if (c == '-' && !is(view, i + 1, ALPHA) && !is(view, i + 3, ALPHA))
        return 0;
    return alnum(view, i + 1) && at(view, i + 2) == c && (alnum(view, i + 3) || at(view, i + 3) == '.') &&
                   at(view, i + 4) == c
               ? ODD
               : 0;
}

static int at_ampersand(const View *view, Py_ssize_t i) { /* "entity" */
    Py_ssize_t j = i + 1;
    int found = at(view, j) == '#' || has(view, j, "period") || has(view, j, "dot") ? GATE | ODD : 0;
    while (j < i + 10 && is(view, j, ALPHA))
        j++;
    return at(view, j) == ';' ? found | ODD : found;
}

static int at_plus(const View *view, Py_ssize_t i) {
    if (is(view, i - 1, SPACE) && at(view, spaces(view, i + 1, 2)) == '.') /* "added ending" */
        return GATE | ODD;
    /* "joined strings" */
    if ((is(view, i - 1, SPACE) || one_of(view, i - 1, "\"'`")) && one_of(view, spaces(view, i + 1, 1), "\"'`"))
        return ODD;
    return apart(view, i);
}

static int at_money(const View *view, Py_ssize_t i) { /* "sign for a letter" */
    Py_ssize_t j = i + 1;
    while (j < i + 2 + LONGEST_NEAR && (alnum(view, j) || at(view, j) == '-'))
        j++;
    return at(view, j) == '.' && is(view, j + 1, ALPHA) ? ODD : 0;
}

/* signs.worded, "odd brackets at a word": `dot` or `d0t` stands here, between signs or glued to a name and its ending. */
static int dot_word(const View *view, Py_ssize_t i) {
    static const char *const AROUND = "_*~.|`:/<>\"'=+#!^;$%-";
    int before = is(view, i - 1, SPACE) || one_of(view, i - 1, AROUND);
    int behind = is(view, i + 3, SPACE) || one_of(view, i + 3, AROUND);
    Py_ssize_t j = i - 1, end = i + 3;
    if (before && behind)
        return GATE | ODD;
    if (alnum(view, i - 1) && ending(view, i + 3))
        return GATE | ODD;
    j -= at(view, j) == '.';
    j -= is(view, j, SPACE);
    j -= is(view, j, SPACE);
    end += is(view, end, SPACE);
    return is(view, j, OPEN | CLOSE) || is(view, i - 1, OPEN | CLOSE) || is(view, end, OPEN | CLOSE) ? GATE | ODD : GATE;
}

/* Each word is looked for at three of its letters that are seldom together. */
static int at_letter(const View *view, Py_ssize_t i) {
    Py_ssize_t j;
    switch (low(view, i)) {
    case 'c':
        return spoken(view, i - 3, " tecka ") | spoken(view, i - 3, " tocka ") | spoken(view, i - 3, " tacka ");
    case 'd':
        if (has(view, i, "dka"))
            return spoken(view, i - 3, " bodka ");
        if (has(view, i, "dot") || has(view, i, "d0t"))
            return dot_word(view, i);
        if (has(view, i, "dash") && (is(view, i + 4, SPACE | CLOSE) || one_of(view, i + 4, "_*~-")))
            return ODD;
        return has(view, i - 1, "odhrw") ? GATE | ODD : 0;
    case 'e':
        return has(view, i - 3, "base64") ? GATE | ODD : 0;
    case 'g':
        return at(view, i + 2) == '/' ? invite(view, i + 2) : has(view, i, "gg /") ? invite(view, i + 3) : 0;
    case 'h':
        if (has(view, i, "http"))
            return HTTP;
        if (has(view, i, "hyphen"))
            return ODD;
        return has(view, i, "h0dh") ? GATE | ODD : spoken(view, i - 2, " cham ");
    case 'm':
        return has(view, i, "m me") ? M_ME : 0;
    case 'n':
        return spoken(view, i - 3, " punkt ") | spoken(view, i - 3, " punktum ") | spoken(view, i - 3, " punkts ") |
               spoken(view, i - 3, " punto ") | spoken(view, i - 3, " ponto ");
    case 'o':
        return spoken(view, i - 2, " nokta ") | spoken(view, i - 3, " kropka ");
    case 'p':
        return has(view, i, "point") ? POINT | spoken(view, i - 1, " point ")
                                      : spoken(view, i - 1, " punt ") | spoken(view, i - 1, " punct ") | spoken(view, i - 1, " piste ");
    case 'r':
        return has(view, i, "rd:/") ? GATE : has(view, i - 1, "hr0c") ? GATE | ODD : spoken(view, i - 2, " prik ");
    case 's':
        return has(view, i, "slash") && (is(view, i + 5, SPACE | CLOSE) || one_of(view, i + 5, "_*~-")) ? ODD : 0;
    case 't':
        return has(view, i, "tg:") || has(view, i, "t me/") ? GATE : spoken(view, i - 3, " titik ");
    case 'u':
        return spoken(view, i - 2, " nukta ");
    case 'w':
        if (at(view, i + 3) != '.' && at(view, i + 3) != ' ')
            return 0;
        for (j = i + 4; j < i + 68 && name(view, j); j++)
            ;
        if (is(view, j, SPACE) && ending(view, j + 1))
            return GATE | ODD;
        return at(view, i + 3) == ' ' ? GATE : 0;
    case 'x':
        return has(view, i, "xn--") ? ODD : 0;
    default:
        return 0;
    }
}

static int escaped_dot(const View *view, Py_ssize_t i) { /* gate._CODE */
    int zeros = 4;
    if (has(view, i, "u002e") || has(view, i, "x2e") || has(view, i, "056"))
        return 1;
    i += has(view, i, "u{") ? 2 : 0;
    while (zeros-- > 0 && at(view, i) == '0')
        i++;
    return has(view, i, "2e");
}

static int at_other(const View *view, Py_ssize_t i) {
    switch (at(view, i)) {
    case '%':
        if (hexadecimal(view, i + 1) && hexadecimal(view, i + 2))
            return GATE | PERCENT;
        return at(view, i + 1) == '2' ? GATE | ODD : GATE;
    case '\\':
        return escaped_dot(view, i + 1) ? GATE | ODD : ODD | invite(view, i);
    case '=': /* "quoted-printable" */
        if (has(view, i + 1, "2e"))
            return GATE | ODD;
        return has(view, i + 1, "3a") || one_of(view, i + 1, "\r\n") ? ODD : 0;
    case '@': /* hosts._NUMBER_AFTER_USER */
        return number(view, i + 1) ? ODD : 0;
    case '6': /* encodings.may_hold_codes */
        return has(view, i, "68747470") ? ODD : 0;
    case '&':
        return at_ampersand(view, i);
    case '+':
        return at_plus(view, i);
    case '-':
        return apart(view, i);
    case '$':
    case '!':
        return at_money(view, i);
    default:
        return at_letter(view, i);
    }
}

/* encodings.may_be_base64: a word that may be base64 of a name, which is looked for where it stands alone or an equals sign
   is there. */
static int base64_quad(const View *view, Py_ssize_t i) { /* [a-eil-z][c-ns-z0-3][a-z014589][a-z0-9+/_-] */
    unsigned char a = low(view, i), b = low(view, i + 1), c = low(view, i + 2);
    return ((a >= 'a' && a <= 'e') || a == 'i' || (a >= 'l' && a <= 'z')) &&
           ((b >= 'c' && b <= 'n') || (b >= 's' && b <= 'z') || (b >= '0' && b <= '3')) &&
           ((c >= 'a' && c <= 'z') || one_of(view, i + 2, "014589")) && (alnum(view, i + 3) || one_of(view, i + 3, "+/_-"));
}

/* `(?=[a-z+/_-]{0,400}[0-9=])` */
static int base64_sign(const View *view, Py_ssize_t i) {
    int left = 401;
    while (left-- > 0 && (is(view, i, ALPHA | LINE) || one_of(view, i, "+/-")))
        i++;
    return is(view, i, DIGIT) || at(view, i) == '=';
}

static int base64_word(const View *view) {
    Py_ssize_t i;
    if (view->length < 12 || (memchr(view->text, ' ', (size_t)view->length) != NULL &&
                              memchr(view->text, '=', (size_t)view->length) == NULL))
        return 0;
    for (i = 0; i + 12 <= view->length; i++)
        if (!word(view, i - 1) && !one_of(view, i - 1, "+/=.%?&#-") && base64_quad(view, i) && base64_quad(view, i + 4) &&
            base64_quad(view, i + 8) && base64_sign(view, i))
            return 1;
    return 0;
}

/* signs.full_ipv6: `(?<![\w:])[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){7}(?![\w:])`. Seven colons in a run of such characters. */
static int full_ipv6(const View *view) {
    Py_ssize_t i = 0;
    while (i < view->length) {
        const unsigned char *colon = memchr(view->text + i, ':', (size_t)(view->length - i));
        Py_ssize_t first, least = i;
        int colons = 0;
        if (colon == NULL)
            return 0;
        first = colon - view->text;
        while (first > least && hexadecimal(view, first - 1))
            first--;
        for (i = first; hexadecimal(view, i) || at(view, i) == ':'; i++)
            colons += at(view, i) == ':';
        if (colons == 7)
            return 1;
    }
    return 0;
}

/* What is found at a place where a sign may begin. */
static int sign_at(const View *view, Py_ssize_t i) {
    switch (CASES[at(view, i)]) {
    case 1:
        return at_other(view, i);
    case ' ':
        return at_space(view, i);
    case '.':
        return at_dot(view, i);
    case ',':
        return at_comma(view, i) | (at(view, i) == ',' ? apart(view, i) : 0);
    case '/':
        return at_slash(view, i);
    case ':':
        return at_colon(view, i);
    case '(':
        return at_open(view, i);
    case ')':
        return at_close(view, i);
    case '*':
        return at_mark(view, i);
    case SYMBOL: /* signs.SYMBOL_BEFORE, COMMA_APART */
        return ending(view, spaces(view, i + 1, 3)) ? GATE | ODD : 0;
    case '\n': /* "line break", "broken link" */
        return ODD;
    default: /* a control character: readings._CONTROL */
        return GATE | ODD;
    }
}

static int holds_byte(const View *view, int byte) {
    return memchr(view->text, byte, (size_t)view->length) != NULL;
}

static int holds_close(const View *view) {
    return holds_byte(view, ')') || holds_byte(view, ']') || holds_byte(view, '}') || holds_byte(view, '>');
}

/* The signs in a text, up to the first that is `wanted`, of those that begin as one of `begins`. */
static int signs_of(const View *view, const Begins *begins, int wanted) {
    Py_ssize_t i, last = view->length - 2;
    int found = 0;
    for (i = 0; i < last; i++)
        if (begins->bytes[0][view->text[i]] & begins->bytes[1][view->text[i + 1]] & begins->bytes[2][view->text[i + 2]]) {
            found |= sign_at(view, i);
            if (found & wanted)
                return found;
        }
    for (; i < view->length; i++)
        if (begins->bytes[0][at(view, i)] & begins->bytes[1][at(view, i + 1)] & begins->bytes[2][at(view, i + 2)])
            found |= sign_at(view, i);
    if (((found & HTTP) && holds_byte(view, ':')) || ((found & POINT) && holds_close(view)) ||
        ((found & M_ME) && holds_byte(view, '/')))
        found |= GATE;
    return found;
}

/* The signs that no place of a text shows by itself. */
static int signs_of_all(const View *view) {
    return full_ipv6(view) || base64_word(view) ? GATE | ODD : 0;
}

/* ---- hosts ---- */

typedef struct {
    const View *view;
    PyObject *text;
    PyObject *might_hold;
    PyObject *containers; /* State.containers */
    int pages;   /* how many hosts Python was asked about, or would have been */
    int counted; /* whether the index counts the pages of hosts; 0 where it was not asked */
    int names;   /* only names are asked for: neither pages nor what a host carries */
    int odd;     /* how many hosts Python was asked about that may carry others */
    int folders; /* whether it counts the folders of pages, too; -1 where it was not asked */
} Search;

/* The containers behind might_hold: itself where it is a tuple (core.lists.index.Filters), or the one whose `__contains__` it
   is. To look into them takes half the time of a call. NULL: it is something else, or (with an exception) it failed. */
static PyObject *containers_of(PyObject *might_hold) {
    PyObject *name, *owner = NULL;
    if (PyTuple_Check(might_hold))
        return Py_NewRef(might_hold);
    if (strcmp(Py_TYPE(might_hold)->tp_name, "method-wrapper") != 0)
        return NULL;
    name = PyObject_GetAttrString(might_hold, "__name__");
    if (name != NULL && PyUnicode_Check(name) && PyUnicode_CompareWithASCIIString(name, "__contains__") == 0)
        owner = PyObject_GetAttrString(might_hold, "__self__");
    Py_XDECREF(name);
    if (owner == NULL)
        return NULL;
    name = PyTuple_Pack(1, owner);
    Py_DECREF(owner);
    return name;
}

/* Ask for a key. 1: perhaps held; 0: not; -1: an exception. */
static int ask_key(const Search *search, const char *key, size_t size) {
    PyObject *written, *answer;
    int truth = 0;
    written = PyUnicode_DecodeASCII(key, (Py_ssize_t)size, NULL);
    if (written == NULL)
        return -1;
    if (search->containers != NULL) {
        Py_ssize_t each;
        for (each = 0; truth == 0 && each < PyTuple_GET_SIZE(search->containers); each++)
            truth = PySequence_Contains(PyTuple_GET_ITEM(search->containers, each), written);
        Py_DECREF(written);
        return truth;
    }
    answer = PyObject_CallOneArg(search->might_hold, written);
    Py_DECREF(written);
    if (answer == NULL)
        return -1;
    truth = PyObject_IsTrue(answer);
    Py_DECREF(answer);
    return truth;
}

/* Ask for the key that is put together from two parts and a tail. */
static int ask(const Search *search, const char *head, const char *body, size_t length, const char *tail) {
    char key[LONGEST_HOST + LONGEST_SPLIT + 8];
    size_t first = strlen(head), last = strlen(tail);
    if (first + length + last > sizeof key)
        return 1;
    memcpy(key, head, first);
    memcpy(key + first, body, length);
    memcpy(key + first + length, tail, last);
    return ask_key(search, key, first + length + last);
}
/* One of Python's answers on a host. */
static int ask_python(const Search *search, PyObject *question, const char *host, size_t length, Py_ssize_t start) {
    PyObject *answer = PyObject_CallFunction(question, "s#OnnO", host, (Py_ssize_t)length, search->text,
                                             start, start + (Py_ssize_t)length, search->might_hold);
    int truth;
    if (answer == NULL)
        return -1;
    truth = PyObject_IsTrue(answer);
    Py_DECREF(answer);
    return truth;
}

#define RETURN_IF_HELD(asked)                                                                                               \
    do {                                                                                                                    \
        int held_ = (asked);                                                                                                \
        if (held_)                                                                                                          \
            return held_;                                                                                                   \
    } while (0)

/* keys._names_of, and what bare_host may take off besides. */
static int names_held(const Search *search, const char *host, size_t length) {
    const char *rest = host, *end = host + length;
    RETURN_IF_HELD(ask(search, "=", host, length, ""));
    while (rest < end) {
        const char *dot = memchr(rest, '.', (size_t)(end - rest));
        if (dot == NULL)
            return 0;
        RETURN_IF_HELD(ask(search, "", rest, (size_t)(end - rest), ""));
        RETURN_IF_HELD(ask(search, "", rest, (size_t)(dot - rest), ".*"));
        if (dot - rest == 3 && memcmp(rest, "www", 3) == 0)
            RETURN_IF_HELD(ask(search, "=", dot + 1, (size_t)(end - dot - 1), ""));
        rest = dot + 1;
    }
    return 0;
}

/* hosts._split_holds: as one name with the word before it. */
static int split_held(const Search *search, const char *host, size_t length, Py_ssize_t start) {
    char joined[LONGEST_HOST + LONGEST_SPLIT + 1];
    const View *view = search->view;
    Py_ssize_t first = start - 1, index;
    size_t size;
    const char *dot;
    while (alnum(view, first - 1) && start - 1 - first <= LONGEST_SPLIT)
        first--;
    size = (size_t)(start - 1 - first);
    if (size == 0 || size > LONGEST_SPLIT || (first > 0 && at(view, first - 1) != ' '))
        return 0;
    for (index = 0; index < (Py_ssize_t)size; index++)
        joined[index] = (char)low(view, first + index);
    memcpy(joined + size, host, length);
    RETURN_IF_HELD(ask(search, "", joined, size + length, ""));
    RETURN_IF_HELD(ask(search, "=", joined, size + length, ""));
    dot = memchr(joined, '.', size + length);
    return dot == NULL ? 0 : ask(search, "", joined, (size_t)(dot - joined), ".*");
}

/* sites.one_page: a phone version, whose pages are another host's. */
static int is_wiki(const char *host, size_t length) {
    size_t index;
    for (index = 0; index + 7 <= length; index++)
        if (memcmp(host + index, ".m.wiki", 7) == 0)
            return 1;
    return 0;
}

/* Whether a page of this host may be held, or pages are not counted. `host` has no `www.` in front that bare_host takes off. */
static int pages_held(const Search *search, const char *host, size_t length) {
    uint64_t hash = FNV_START;
    size_t index;
    for (index = 0; index < length; index++)
        hash = fnv(hash, (unsigned char)host[index]);
    if (words_hold(&search->view->state->special, hash) || is_wiki(host, length))
        return 1;
    return ask(search, "", host, length, "/");
}

static int some_page_held(Search *search, const char *host, size_t length) {
    if (search->counted < 1) {
        search->counted = ask(search, "", "/", 1, "");
        if (search->counted < 1)
            return search->counted < 0 ? -1 : 1;
    }
    RETURN_IF_HELD(pages_held(search, host, length));
    while (length > 4 && memcmp(host, "www.", 4) == 0) {
        host += 4;
        length -= 4;
        RETURN_IF_HELD(pages_held(search, host, length));
    }
    return 0;
}

/* software.has_shape */
static int has_shape(const Search *search, Py_ssize_t first, Py_ssize_t last) {
    const View *view = search->view;
    const char *hint = PyBytes_AS_STRING(view->state->hints);
    const char *end = hint + PyBytes_GET_SIZE(view->state->hints);
    while (hint < end) {
        size_t length = strlen(hint);
        Py_ssize_t i = first;
        while (i + (Py_ssize_t)length <= last) {
            const unsigned char *next = memchr(view->text + i, hint[0], (size_t)(last - i - (Py_ssize_t)length + 1));
            if (next == NULL)
                break;
            if (memcmp(next, hint, length) == 0)
                return 1;
            i = next - view->text + 1;
        }
        hint += length + 1;
    }
    return 0;
}

/* The key of a page that is put together from a host and a piece of the text, which begins with its slash; and a parameter. */
static int ask_page(const Search *search, const char *host, size_t length, Py_ssize_t path, Py_ssize_t path_end,
                    Py_ssize_t query, Py_ssize_t query_end) {
    char key[LONGEST_HOST + LONGEST_PATH + LONGEST_PARAMETER + 2];
    const unsigned char *text = search->view->text;
    size_t size = length;
    memcpy(key, host, length);
    memcpy(key + size, text + path, (size_t)(path_end - path));
    size += (size_t)(path_end - path);
    if (query) {
        key[size++] = '?';
        memcpy(key + size, text + query, (size_t)(query_end - query));
        size += (size_t)(query_end - query);
    }
    return ask_key(search, key, size);
}

/* The key of a folder: a host, a slash, a name, a slash. */
static int ask_folder(const Search *search, const char *host, size_t length, const char *folder, size_t size) {
    char key[LONGEST_HOST + LONGEST_PATH + 2];
    memcpy(key, host, length);
    key[length] = '/';
    memcpy(key + length + 1, folder, size);
    key[length + 1 + size] = '/';
    return ask_key(search, key, length + size + 2);
}

/* Whether the index counts the folders of pages. 1: yes; 0: no; -1: an exception. */
static int counts_folders(Search *search) {
    if (search->folders < 0)
        search->folders = ask(search, "", "//", 2, "");
    return search->folders;
}

/* Whether a folder is held in which the one form of a software's page may be filed, besides those of its own path. */
static int made_folder_held(const Search *search, const char *host, size_t length) {
    const char *folder = PyBytes_AS_STRING(search->view->state->folders);
    const char *last = folder + PyBytes_GET_SIZE(search->view->state->folders);
    for (; folder < last; folder += strlen(folder) + 1)
        RETURN_IF_HELD(strlen(folder) >= LONGEST_PATH ? 1 : ask_folder(search, host, length, folder, strlen(folder)));
    return 0;
}

/* pages._in_no_folder of the path text[path:end], the other way round: a folder may be held in which the page, or the one form
   of its shape, is filed. 0: none is; -1: an exception. */
static int some_folder_held(Search *search, const char *host, size_t length, Py_ssize_t path, Py_ssize_t end, int shape) {
    const unsigned char *text = search->view->text;
    Py_ssize_t first = path + 1, i;
    int segments = 0, counted = counts_folders(search);
    if (counted < 1)
        return counted < 0 ? -1 : 1;
    for (i = first; i <= end && segments < (shape ? KEY_SEGMENTS : 1); i++)
        if (i == end || text[i] == '/') {
            RETURN_IF_HELD(ask_folder(search, host, length, (const char *)text + first, (size_t)(i - first)));
            first = i + 1;
            segments++;
        }
    return shape ? made_folder_held(search, host, length) : 0;
}

/* pages._plain_page_holds of the page in text[path:last], of this host; `shape`: it may be that of a software. */
static int plain_page_held(Search *search, const char *host, size_t length, Py_ssize_t path, Py_ssize_t last, int shape) {
    const View *view = search->view;
    Py_ssize_t path_end = path, end, i;
    int segments = 0, folder;
    while (path_end < last && at(view, path_end) != '?' && at(view, path_end) != '#')
        path_end++;
    end = path_end;
    while (end > path + 1 && at(view, end - 1) == '/')
        end--;
    if (end <= path || at(view, path) != '/' || end - path > LONGEST_PATH)
        return 2;
    folder = some_folder_held(search, host, length, path, end, shape);
    if (folder < 1)
        return folder;
    if (shape || end == path + 1)
        return 2;
    for (i = path + 1; i <= end && segments < KEY_SEGMENTS; i++)
        if (i == end || at(view, i) == '/') {
            segments++;
            RETURN_IF_HELD(ask_page(search, host, length, path, i, 0, 0));
        }
    if (at(view, path_end) != '?')
        return 0;
    for (i = path_end + 1; i <= last && at(view, i) != '#';) {
        Py_ssize_t first = i;
        while (i < last && at(view, i) != '&' && at(view, i) != '#')
            i++;
        if (i - first > LONGEST_PARAMETER)
            return 2;
        RETURN_IF_HELD(ask_page(search, host, length, path, end, first, i));
        if (at(view, i) == '&')
            i++;
        else
            break;
    }
    return 0;
}

/* pages._is_carried: the address stands inside another one, whose end is found in other ways. */
static int is_carried(const View *view, Py_ssize_t start) {
    Py_ssize_t first;
    if (has(view, start - 7, "http://"))
        start -= 7;
    else if (has(view, start - 8, "https://"))
        start -= 8;
    first = start > 4 ? start - 4 : 0;
    while (start > first && one_of(view, start - 1, "([{*_~'"))
        start--;
    return start > first ? !one_of(view, start - 1, " \t\n\r<>\"`|]") : first > 0;
}

/* pages.odd_page_holds of an address whose page, wherever it ends, lies in one folder. 0: not held; 2: Python must look. */
static int odd_page_held(Search *search, const char *host, size_t length, Py_ssize_t path) {
    const View *view = search->view;
    Py_ssize_t first = path + 1, end = first, last;
    int counted;
    while (end < path + LONGEST_PATH && (alnum(view, end) || one_of(view, end, ".-")))
        end++;
    if (at(view, path) != '/' || !alnum(view, first) || !alnum(view, end - 1) || !one_of(view, end, "/?#"))
        return 2;
    if (has(view, path, "/index.php")) /* the form of its shape begins behind it */
        return 2;
    for (last = end; last < view->length && !one_of(view, last, " \t\n\r<>\"`|"); last++) {
        unsigned char byte = at(view, last), next = at(view, last + 1);
        if (last >= path + LONGEST_TAIL || byte < 32 || byte > 126 || byte == '\\' || byte == '*')
            return 2;
        if (((byte == '/' || byte == '.') && next == '.') || (byte == '=' && next == '/')) /* leads elsewhere */
            return 2;
        if (byte == '%' && !(next == '2' && one_of(view, last + 2, "012346789abcABC"))) /* what a shape may be made of */
            return 2;
        if (has(view, last, "/index.php"))
            return 2;
    }
    counted = counts_folders(search);
    if (counted < 1)
        return counted < 0 ? -1 : 2;
    counted = ask_folder(search, host, length, (const char *)view->text + first, (size_t)(end - first));
    if (counted == 0 && has_shape(search, path, last))
        counted = made_folder_held(search, host, length);
    return counted > 0 ? 2 : counted;
}

/* pages.page_holds of a page as most are. 0: not held; 1: perhaps; 2: Python must look; -1: an exception. */
static int page_held(Search *search, const char *host, size_t length, Py_ssize_t start, Py_ssize_t path) {
    const View *view = search->view;
    Py_ssize_t last = path, i;
    uint64_t hash = FNV_START;
    size_t index;
    while (last < path + LONGEST_TAIL && (alnum(view, last) || one_of(view, last, "!$&+,;=:@/?._#-") ||
                                          (at(view, last) == '~' && at(view, last - 1) == '/'))) /* `/~name` */
        last++;
    if (last == path + 1 && (last >= view->length || one_of(view, last, " \t\n\r<>\"`|")))
        return 0;
    for (index = 0; index < length; index++)
        hash = fnv(hash, (unsigned char)host[index]);
    if (words_hold(&view->state->formed, hash) || is_wiki(host, length) || is_carried(view, start))
        return 2;
    if ((last < view->length && !one_of(view, last, " \t\n\r<>\"`|")) || at(view, path) != '/' || at(view, last - 1) == '_')
        return odd_page_held(search, host, length, path);
    for (i = path; i < last; i++)
        if ((at(view, i) == '/' && one_of(view, i + 1, "./")) || (at(view, i) == '=' && at(view, i + 1) == '/'))
            return 2;
    while (last > path && one_of(view, last - 1, ".,;:!?"))
        last--;
    return plain_page_held(search, host, length, path, last, has_shape(search, path, last));
}

/* The same of a host before which `www.` may stand. */
static int any_page_held(Search *search, const char *host, size_t length, Py_ssize_t start, Py_ssize_t path) {
    RETURN_IF_HELD(page_held(search, host, length, start, path));
    while (length > 4 && memcmp(host, "www.", 4) == 0) {
        host += 4;
        length -= 4;
        RETURN_IF_HELD(page_held(search, host, length, start, path));
    }
    return 0;
}

/* What the last label says. 0: it is no host; 1: it may be one; 2: one that only Python reads. */
static int kind_of(const Search *search, const char *host, size_t length) {
    size_t index, last = 0, end = length;
    int digits = 1, odd = host[0] == '-' || host[length - 1] == '-';
    uint64_t hash = FNV_START;
    for (index = 0; index < length; index++) {
        if (host[index] == '.')
            last = index + 1;
        odd |= host[index] == '_';
    }
    if (last == 0)
        return 0;
    for (index = last; index < length; index++)
        digits &= (KINDS[(unsigned char)host[index]] & DIGIT) != 0;
    if (digits) { /* four numbers are an address */
        int dots = 0;
        for (index = 0; index < length; index++) {
            if (host[index] == '.')
                dots++;
            else if (!(KINDS[(unsigned char)host[index]] & DIGIT))
                return 0;
        }
        return dots == 3 ? 2 : 0;
    }
    while (end > last && (host[end - 1] == '-' || host[end - 1] == '_'))
        end--;
    for (index = last; index < end; index++)
        if (host[index] != '_')
            hash = fnv(hash, (unsigned char)host[index]);
    if (!words_hold(&search->view->state->tlds, hash))
        return 0;
    return odd ? 2 : 1; /* underscores and hyphens at its ends may be Discord's marks */
}

/* Whether one of its labels is one that only hosts have that carry or write others, or as long as one of the onion's. */
static int may_be_odd(const Search *search, const char *host, size_t length) {
    uint64_t hash = FNV_START;
    size_t index, first = 0;
    for (index = 0; index <= length; index++) {
        if (index < length && host[index] != '.') {
            hash = fnv(hash, (unsigned char)host[index]);
            continue;
        }
        if (index - first >= LONG_LABEL || (index - first >= 7 && memcmp(host + first, "ezproxy", 7) == 0) ||
            words_hold(&search->view->state->carriers, hash))
            return 1;
        first = index + 1;
        hash = FNV_START;
    }
    return 0;
}

/* One host of hosts._tokens_hold: at `start`, `size` long. */
static int host_held(Search *search, Py_ssize_t start, Py_ssize_t size) {
    char host[LONGEST_HOST];
    const View *view = search->view;
    size_t length = (size_t)size;
    PyObject *written, *odd;
    Py_ssize_t index;
    int kind;
    if (size < 3 || size > LONGEST_HOST)
        return 0;
    for (index = 0; index < size; index++)
        host[index] = (char)low(view, start + index);
    kind = kind_of(search, host, length);
    if (kind == 0)
        return 0;
    if (search->names)
        return kind == 1 ? names_held(search, host, length) : 1;
    if (kind == 1 && may_be_odd(search, host, length)) {
        if (++search->odd > MANY_ODD)
            return 1;
        written = PyUnicode_DecodeASCII(host, size, NULL);
        if (written == NULL)
            return -1;
        odd = PyObject_CallOneArg(view->state->odd, written);
        Py_DECREF(written);
        if (odd == NULL)
            return -1;
        kind = odd == Py_False ? 1 : 2;
        Py_DECREF(odd);
    }
    if (kind == 1)
        RETURN_IF_HELD(names_held(search, host, length));
    if (start > 1 && at(view, start - 1) == ' ')
        RETURN_IF_HELD(split_held(search, host, length, start));
    if (kind == 2)
        return ++search->pages > MANY_PAGES ? 1 : ask_python(search, view->state->holds, host, length, start);
    if (one_of(view, start + size, "/?\\:.")) {
        int pages = some_page_held(search, host, length);
        if (pages < 1)
            return pages;
        if (++search->pages > MANY_PAGES)
            return 1;
        pages = any_page_held(search, host, length, start, start + size);
        if (pages != 2)
            return pages;
        return ask_python(search, view->state->paged, host, length, start);
    }
    return 0;
}

/* hosts._tokens_hold: from dot to dot, and the word around each. Two dots in a row part a word. */
static int hosts_held(Search *search) {
    const View *view = search->view;
    Py_ssize_t i = 0;
    while (i < view->length) {
        const unsigned char *dot = memchr(view->text + i, '.', (size_t)(view->length - i));
        Py_ssize_t start, end, least = i;
        if (dot == NULL)
            return 0;
        start = end = dot - view->text;
        while (start > least && is(view, start - 1, HOST) && at(view, start - 1) != '.')
            start--;
        while (is(view, end, HOST) && !(at(view, end) == '.' && !(is(view, end + 1, HOST) && at(view, end + 1) != '.')))
            end++;
        i = end > dot - view->text ? end : dot - view->text + 1;
        while (start < end && at(view, start) == '.')
            start++;
        RETURN_IF_HELD(host_held(search, start, end - start));
    }
    return 0;
}

/* ---- letters beyond ASCII ---- */

enum {
    KNOWN = 1 << 24,
    IS_LETTER = 1 << 25,
    IS_DIGIT = 1 << 26,
    IS_SYMBOL = 1 << 27,
    IS_GONE = 1 << 28,
    BEGINS_DOT = 1 << 29
};

static uint32_t letter_of(const State *state, Py_UCS4 code) {
    uint32_t number;
    if ((Py_ssize_t)code >= PyBytes_GET_SIZE(state->letters) / 4)
        return 0;
    memcpy(&number, PyBytes_AS_STRING(state->letters) + (size_t)code * 4, sizeof number);
    return number;
}

/* signs.HAS_OTHER_DOT and the words in brackets: one of these words stands here, in either case, with unseen letters in it or not. */
static int other_dot(const State *state, PyObject *text, Py_ssize_t i) {
    Py_ssize_t each, length = PyUnicode_GET_LENGTH(text);
    for (each = 0; each < PyTuple_GET_SIZE(state->dots); each++) {
        PyObject *wanted = PyTuple_GET_ITEM(state->dots, each);
        Py_ssize_t size = PyUnicode_GET_LENGTH(wanted), same = 0, at;
        for (at = i; at < length && same < size; at++) {
            Py_UCS4 code = PyUnicode_READ_CHAR(text, at);
            if (Py_UNICODE_TOLOWER(code) == PyUnicode_READ_CHAR(wanted, same))
                same++;
            else if (code < 128 || !(letter_of(state, code) & IS_GONE))
                break;
        }
        if (same == size)
            return 1;
    }
    return 0;
}

/* A text in bytes: as it stands, with its look-alikes read as ASCII, and as these may be read the second time. */
typedef struct {
    unsigned char bytes[3][2 * LONGEST_TEXT];
    Py_ssize_t length[3];
} Readings;

static void put(Readings *readings, int which, uint32_t byte) {
    readings->bytes[which][readings->length[which]++] = (unsigned char)byte;
}

/* 1: the text was read, and how often; 0: Python must read it. */
static int readings_of(const State *state, PyObject *text, Readings *readings) {
    Py_ssize_t i, length = PyUnicode_GET_LENGTH(text);
    int kind = (int)PyUnicode_KIND(text), count = 2;
    const void *data = PyUnicode_DATA(text);
    memset(readings->length, 0, sizeof readings->length);
    if (length > LONGEST_TEXT)
        return 0;
    for (i = 0; i < length; i++) {
        Py_UCS4 code = PyUnicode_READ(kind, data, i);
        uint32_t letter, self, first;
        if (code < 128) {
            for (int which = 0; which < 3; which++)
                put(readings, which, code);
            continue;
        }
        letter = letter_of(state, code);
        if (!letter || ((letter & BEGINS_DOT) && other_dot(state, text, i)))
            return 0;
        self = letter & IS_LETTER ? OTHER_LETTER : letter & IS_DIGIT ? OTHER_DIGIT : letter & IS_SYMBOL ? SYMBOL : OTHER_MARK;
        put(readings, 0, self);
        if (letter & IS_GONE)
            continue;
        first = letter & 255 ? letter & 255 : self;
        put(readings, 1, first);
        put(readings, 2, letter >> 16 & 255 ? letter >> 16 & 255 : first);
        if (letter >> 16 & 255)
            count = 3;
        if (letter >> 8 & 255) {
            put(readings, 1, letter >> 8 & 255);
            if (!(letter >> 16 & 255))
                put(readings, 2, letter >> 8 & 255);
        }
    }
    return count;
}

/* Whether a text with letters beyond ASCII is let go by the gate, however they are read. */
static int gate_lets_go(State *state, PyObject *text) {
    Readings readings;
    int which, count;
    if (state->letters == NULL) {
        PyObject *letters = PyObject_CallNoArgs(state->table);
        if (letters == NULL)
            return -1;
        if (!PyBytes_Check(letters)) {
            Py_DECREF(letters);
            PyErr_SetString(PyExc_TypeError, "the table of letters is not bytes");
            return -1;
        }
        Py_XSETREF(state->letters, letters);
    }
    count = readings_of(state, text, &readings);
    for (which = 0; which < count; which++) {
        View view = {readings.bytes[which], readings.length[which], state};
        if (signs_of_all(&view) || (signs_of(&view, &GATED, GATE) & GATE))
            return 0;
    }
    return count > 0;
}

/* ---- the module ---- */

/* The text that was given with might_hold. 1: it is in `view`; 0: it is none of ASCII, so "perhaps"; -1: an exception. */
static int asked_about(PyObject *module, PyObject *const *given, Py_ssize_t count, View *view) {
    view->state = PyModule_GetState(module);
    if (count != 2) {
        PyErr_SetString(PyExc_TypeError, "a text and might_hold are needed");
        return -1;
    }
    if (!PyUnicode_Check(given[0]) || !PyUnicode_IS_ASCII(given[0]) || !view->state->ready)
        return 0;
    view->text = PyUnicode_1BYTE_DATA(given[0]);
    view->length = PyUnicode_GET_LENGTH(given[0]);
    return 1;
}

/* 1: no host in the view is held; 0: one may be; -1: an exception. */
static int no_host_held(const View *view, PyObject *text, PyObject *might_hold, int names) {
    State *state = (State *)view->state;
    Search search = {view, text, might_hold, NULL, 0, 0, names, 0, -1};
    int found;
    if (state->asked != might_hold) {
        PyObject *containers = containers_of(might_hold);
        if (containers == NULL && PyErr_Occurred())
            return -1;
        Py_XSETREF(state->containers, containers);
        Py_INCREF(might_hold);
        Py_XSETREF(state->asked, might_hold);
    }
    search.containers = Py_XNewRef(state->containers);
    found = hosts_held(&search);
    Py_XDECREF(search.containers);
    return found < 0 ? -1 : !found;
}

static unsigned char digit_of(unsigned char byte) {
    return (unsigned char)(KINDS[byte] & DIGIT ? byte - '0' : LOWER[byte] - 'a' + 10);
}

/* The text with its percent-escapes undone; NULL where one says something that a name is made of, is no ASCII or is encoded
   again, or (with an exception) there is no room. What is decoded separates names, so they are the same in each half-way. */
static PyObject *decoded(const View *view) {
    PyObject *plain = PyUnicode_New(view->length, 127);
    Py_UCS1 *to;
    Py_ssize_t i, size = 0;
    PyObject *cut;
    if (plain == NULL)
        return NULL;
    to = PyUnicode_1BYTE_DATA(plain);
    for (i = 0; i < view->length; i++) {
        unsigned char byte = view->text[i];
        if (byte == '%' && hexadecimal(view, i + 1) && hexadecimal(view, i + 2)) {
            byte = (unsigned char)(digit_of(at(view, i + 1)) << 4 | digit_of(at(view, i + 2)));
            if (byte < 32 || byte > 126 || KINDS[byte] & (DIGIT | ALPHA | LINE) || strchr("%-.~", byte) != NULL) {
                Py_DECREF(plain);
                return NULL;
            }
            i += 2;
        }
        to[size++] = byte;
    }
    cut = PyUnicode_Substring(plain, 0, size);
    Py_DECREF(plain);
    return cut;
}

/* Whether no host is held, neither as the view stands nor where its percent-escapes are undone. */
static PyObject *nothing_in(const View *view, PyObject *const *given, int signs, const Begins *begins) {
    int clear = no_host_held(view, given[0], given[1], 0);
    if (clear > 0 && (signs & PERCENT)) {
        PyObject *plain = decoded(view);
        if (plain == NULL)
            clear = PyErr_Occurred() ? -1 : 0;
        else {
            View other = {PyUnicode_1BYTE_DATA(plain), PyUnicode_GET_LENGTH(plain), view->state};
            clear = signs_of(&other, begins, ODD) & (ODD | PERCENT) ? 0 : no_host_held(&other, plain, given[1], 0);
            Py_DECREF(plain);
        }
    }
    return clear < 0 ? NULL : PyBool_FromLong(clear);
}

static PyObject *holds_nothing(PyObject *module, PyObject *const *given, Py_ssize_t count) {
    View view;
    int asked = asked_about(module, given, count, &view), signs;
    if (asked < 1)
        return asked < 0 ? NULL : Py_NewRef(Py_False);
    signs = signs_of(&view, &VIEWED, ODD);
    if (signs & ODD)
        Py_RETURN_FALSE;
    return nothing_in(&view, given, signs, &VIEWED);
}

/* Whether surely no host is held that stands in the text, by its name alone. */
static PyObject *shows_nothing(PyObject *module, PyObject *const *given, Py_ssize_t count) {
    View view;
    int asked = asked_about(module, given, count, &view);
    if (asked > 0)
        asked = no_host_held(&view, given[0], given[1], 1);
    return asked < 0 ? NULL : PyBool_FromLong(asked);
}

/* Whether the text has no reading but itself, and a key in it is held. No: perhaps. */
static PyObject *holds_plainly(PyObject *module, PyObject *const *given, Py_ssize_t count) {
    View view;
    int asked = asked_about(module, given, count, &view);
    if (asked < 1)
        return asked < 0 ? NULL : Py_NewRef(Py_False);
    if (signs_of_all(&view) || (signs_of(&view, &WATCHED, ODD) & (ODD | PERCENT)))
        Py_RETURN_FALSE;
    asked = no_host_held(&view, given[0], given[1], 0);
    return asked < 0 ? NULL : PyBool_FromLong(asked == 0);
}

static PyObject *nothing(PyObject *module, PyObject *const *given, Py_ssize_t count) {
    View view;
    int asked = asked_about(module, given, count, &view), signs;
    if (asked < 0)
        return NULL;
    if (asked == 0) {
        asked = PyUnicode_Check(given[0]) && view.state->ready ? gate_lets_go((State *)view.state, given[0]) : 0;
        return asked < 0 ? NULL : PyBool_FromLong(asked);
    }
    if (signs_of_all(&view))
        Py_RETURN_FALSE;
    if (!(signs_of(&view, &GATED, GATE) & GATE))
        Py_RETURN_TRUE;
    signs = signs_of(&view, &WATCHED, ODD);
    if (signs & ODD)
        Py_RETURN_FALSE;
    return nothing_in(&view, given, signs, &WATCHED);
}

static PyObject *prepare(PyObject *module, PyObject *given) {
    State *state = PyModule_GetState(module);
    PyObject *endings, *tlds, *special, *carriers, *odd, *holds, *paged, *formed, *hints, *folders, *table,
        *dots;
    if (!PyArg_ParseTuple(given, "OOOOOOOOSSOO!", &endings, &tlds, &special, &carriers, &odd, &holds, &paged, &formed, &hints,
                          &folders, &table, &PyTuple_Type, &dots))
        return NULL;
    state->ready = 0;
    if (words_fill(&state->endings, endings) < 0 || words_fill(&state->tlds, tlds) < 0 ||
        words_fill(&state->special, special) < 0 || words_fill(&state->formed, formed) < 0 ||
        words_fill(&state->carriers, carriers) < 0)
        return NULL;
    Py_INCREF(odd);
    Py_XSETREF(state->odd, odd);
    Py_INCREF(holds);
    Py_XSETREF(state->holds, holds);
    Py_INCREF(paged);
    Py_XSETREF(state->paged, paged);
    Py_INCREF(hints);
    Py_XSETREF(state->hints, hints);
    Py_INCREF(folders);
    Py_XSETREF(state->folders, folders);
    Py_INCREF(table);
    Py_XSETREF(state->table, table);
    Py_CLEAR(state->letters);
    Py_INCREF(dots);
    Py_XSETREF(state->dots, dots);
    state->ready = 1;
    Py_RETURN_NONE;
}

static int traverse(PyObject *module, visitproc visit, void *arg) {
    State *state = PyModule_GetState(module);
    Py_VISIT(state->odd);
    Py_VISIT(state->holds);
    Py_VISIT(state->paged);
    Py_VISIT(state->hints);
    Py_VISIT(state->folders);
    Py_VISIT(state->table);
    Py_VISIT(state->letters);
    Py_VISIT(state->dots);
    Py_VISIT(state->asked);
    Py_VISIT(state->containers);
    return 0;
}

static int clear(PyObject *module) {
    State *state = PyModule_GetState(module);
    state->ready = 0;
    Py_CLEAR(state->odd);
    Py_CLEAR(state->holds);
    Py_CLEAR(state->paged);
    Py_CLEAR(state->hints);
    Py_CLEAR(state->folders);
    Py_CLEAR(state->table);
    Py_CLEAR(state->letters);
    Py_CLEAR(state->dots);
    Py_CLEAR(state->asked);
    Py_CLEAR(state->containers);
    return 0;
}

static void release(void *module) {
    State *state = PyModule_GetState(module);
    clear(module);
    PyMem_Free(state->endings.slots);
    PyMem_Free(state->tlds.slots);
    PyMem_Free(state->special.slots);
    PyMem_Free(state->formed.slots);
    PyMem_Free(state->carriers.slots);
}

static void mark(unsigned char *table, const char *bytes, int kind) {
    for (; *bytes; bytes++)
        table[(unsigned char)*bytes] |= (unsigned char)kind;
}

/* One more row: `first`, `second`, `third` name the bytes of each place, letters in both cases; "" is any. */
static void begin(Begins *begins, uint32_t bit, const char *first, const char *second, const char *third) {
    const char *const bytes[3] = {first, second, third};
    int place, byte;
    for (place = 0; place < 3; place++)
        for (byte = 0; byte < 256; byte++)
            if (!*bytes[place] || (byte && strchr(bytes[place], (char)LOWER[byte]) != NULL))
                begins->bytes[place][byte] |= bit;
}

#define LETTERS "abcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"
#define SPACES " \t\n\r"
#define CLOSES ")]}>"

static void begin_all(void) {
    enum { G = 1, W = 2, V = 4 };
    static const struct {
        int tables;
        const char *first, *second, *third;
    } ROWS[] = {
        {G | W, "%.\\" CLOSES, "", ""},
        {W | V, "%:", "", ""},
        {G | W, "([{<", "", ""},
        {W, "/&+$!_*~|`\t\n\r", "", ""},
        {G, ":/", ":/", ""},
        {G, ",;", LETTERS CLOSES, ""},
        {G, ",;", SPACES, SPACES CLOSES "m"},
        {W, ",;-", "", ""},
        {G, "+&", SPACES ".#pd", ""},
        {G | W, "=", "23\r\n", ""},
        {W | V, "@", DIGITS "[", ""},
        {W, " ", " " LETTERS DIGITS, " " LETTERS DIGITS},
        {G | W, "d", "o0", "t"},
        {G | W | V, "drh", "h0", "rcd"},
        {G | W | V, "e6", "68", "47"},
        {G | W, "g", "g", "/ "},
        {G | W, "tr", "gd", ":"},
        {G | W, "hw", "tw", "tw"},
        {G | W, "mt", " ", "m"},
        {G | W, "po", "op", "ik"},
        {G | W, "no", "kt", "to"},
        {G | W, "ou", "k", "t"},
        {G | W, "t", "i", "k"},
        {G | W, "cd", "k", "a"},
        {G | W, "r", "i", "k"},
        {G | W, "p", "ui", "ns"},
        {G | W, "h", "a", "m"},
        {G | W, "\x83", "", ""},
        {W, "ds", "al", "sa"},
        {W, "hx", "yn", "p-"},
    };
    size_t row;
    int byte;
    memset(&GATED, 0, sizeof GATED);
    memset(&WATCHED, 0, sizeof WATCHED);
    memset(&VIEWED, 0, sizeof VIEWED);
    for (row = 0; row < sizeof ROWS / sizeof ROWS[0]; row++) {
        Begins *const tables[] = {&GATED, &WATCHED, &VIEWED};
        int each;
        for (each = 0; each < 3; each++)
            if (ROWS[row].tables & (1 << each))
                begin(tables[each], (uint32_t)1 << row, ROWS[row].first, ROWS[row].second, ROWS[row].third);
    }
    for (byte = 0; byte < 256; byte++) /* control characters */
        if (CASES[byte] == 255)
            GATED.bytes[0][byte] = WATCHED.bytes[0][byte] = (uint32_t)1 << 31;
    for (byte = 0; byte < 256; byte++) {
        GATED.bytes[1][byte] |= (uint32_t)1 << 31;
        GATED.bytes[2][byte] |= (uint32_t)1 << 31;
        WATCHED.bytes[1][byte] |= (uint32_t)1 << 31;
        WATCHED.bytes[2][byte] |= (uint32_t)1 << 31;
    }
}

static int execute(PyObject *module) {
    static const struct {
        const char *bytes;
        int kind, looked_for;
    } TABLE[] = {
        {"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", ALPHA | HOST, 1},
        {"0123456789", DIGIT | HOST, 1},
        {"%\\=&+@$!", 0, 1},
        {" ", SPACE, ' '},
        {"\t\n\r", SPACE, '\n'},
        {".", HOST, '.'},
        {"-", HOST, 1},
        {",;", 0, ','},
        {"/", 0, '/'},
        {":", 0, ':'},
        {"([{<", OPEN, '('},
        {")]}>", CLOSE, ')'},
        {"_", LINE | HOST | MARK, '*'},
        {"*~|`", MARK, '*'},
    };
    size_t row;
    int byte;
    for (byte = 0; byte < 256; byte++) {
        LOWER[byte] = (unsigned char)(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
        KINDS[byte] = 0;
        CASES[byte] = byte < 32 || byte > 126 ? 255 : 0;
    }
    CASES['\t'] = CASES['\n'] = CASES['\r'] = 0;
    CASES[OTHER_LETTER] = CASES[OTHER_MARK] = CASES[OTHER_DIGIT] = 0;
    CASES[SYMBOL] = SYMBOL;
    KINDS[OTHER_LETTER] = LINE;
    KINDS[OTHER_DIGIT] = DIGIT;
    for (row = 0; row < sizeof TABLE / sizeof TABLE[0]; row++) {
        mark(KINDS, TABLE[row].bytes, TABLE[row].kind);
        mark(CASES, TABLE[row].bytes, TABLE[row].looked_for);
    }
    begin_all();
    return PyModule_AddStringConstant(module, "SOURCE", ROWAN_SOURCE);
}

static PyMethodDef METHODS[] = {
    {"nothing", (PyCFunction)(void (*)(void))nothing, METH_FASTCALL,
     "nothing(text, might_hold): whether a text surely holds no link with a key that might_hold accepts."},
    {"holds_nothing", (PyCFunction)(void (*)(void))holds_nothing, METH_FASTCALL,
     "holds_nothing(view, might_hold): whether surely no address as it stands in a view has a key that might_hold accepts."},
    {"shows_nothing", (PyCFunction)(void (*)(void))shows_nothing, METH_FASTCALL,
     "shows_nothing(text, might_hold): whether surely no host that stands in a text has a name that might_hold accepts."},
    {"holds_plainly", (PyCFunction)(void (*)(void))holds_plainly, METH_FASTCALL,
     "holds_plainly(text, might_hold): whether a text that has no reading but itself holds an address with such a key."},
    {"prepare", prepare, METH_VARARGS, "prepare(endings, tlds, special, carriers, odd, holds, paged, formed, hints, folders, table, dots): take in what nothing() asks."},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot SLOTS[] = {{Py_mod_exec, execute}, {0, NULL}};

static struct PyModuleDef MODULE = {
    PyModuleDef_HEAD_INIT, "_sweep", "The glance at a text of ASCII, compiled.", sizeof(State), METHODS, SLOTS, traverse, clear,
    release,
};

PyMODINIT_FUNC PyInit__sweep(void) {
    return PyModuleDef_Init(&MODULE);
}
