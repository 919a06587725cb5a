/*
 * letter.h - a mail's plain text without what was said before and below.
 *
 * Quoted replies, the line that announces them, the mail below "Original
 * Message" and the signature are left out; what was forwarded stays, without
 * its head.  The words stand in data/page/mail-words.tsv.
 */
#ifndef DEMARCHE_PAGE_MAIL_LETTER_H
#define DEMARCHE_PAGE_MAIL_LETTER_H

#include "base/buf.h"
#include "base/tsv.h"

enum letter_does {
    LETTER_NOTHING,
    LETTER_WROTE,    /* ends the line above a quotation */
    LETTER_ORIGINAL, /* everything below is an older mail */
    LETTER_FORWARD,  /* a forwarded mail follows */
    LETTER_HEADER,   /* a header's name in a forwarded mail */
    LETTER_OFFICE    /* in a sender's name: nobody's own name */
};

struct letter_words {
    struct tsv table;
    struct letter_word {
        enum letter_does does;
        struct slice words;
    } * word;
    size_t len, cap;
};

MUST_USE bool letter_words_open(struct letter_words *words,
                                const char *data_dir, struct err *err);
void letter_words_release(struct letter_words *words);

/* Whether a word of a sender's name tells an office or a paper. */
bool letter_is_office(const struct letter_words *words, struct slice word);

/* Append what is the mail's own of `text` (UTF-8).  `flowed`: lines that end
 * in a blank go on (RFC 3676). */
void letter_read(struct buf *out, struct slice text, bool flowed,
                 const struct letter_words *words);

#endif
