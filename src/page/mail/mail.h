/*
 * mail.h - mails and mailboxes → pieces.
 *
 * MIME is taken apart by GMime.  A mail is one piece: its HTML part if that
 * says more than its text part (newsletters), else the text without quoted
 * replies and signature.  Mails and documents attached to it are pieces of
 * their own; what is attached to those inside CAP_MAIL_NESTING too.
 *
 *     talks.mbox -> talks.mbox#1     the first mail
 *                   talks.mbox#1.1   a document attached to it
 *                   talks.mbox#2     the second mail
 */
#ifndef DEMARCHE_PAGE_MAIL_MAIL_H
#define DEMARCHE_PAGE_MAIL_MAIL_H

#include "page/piece.h"

/* A message as RFC 5322 has it: lines "Name: value" before an empty line. */
bool eml_is(struct slice bytes);
bool eml_pieces(struct slice name, struct slice bytes,
                const struct piece_sink *sink, struct arena *arena,
                struct err *err);

/* Messages behind lines "From …": mboxo, mboxrd, mboxcl. */
bool mbox_is(struct slice bytes);
bool mbox_pieces(struct slice name, struct slice bytes,
                 const struct piece_sink *sink, struct arena *arena,
                 struct err *err);

/* --- for this folder --- */

/* Whether `line` is a header's first: a name without blanks and a colon. */
bool mail_is_header(struct slice line);

/* The first line of `text`, without its end; `*rest` is what follows. */
struct slice mail_line(struct slice text, struct slice *rest);

/* A subject without "Re:", "Fwd:" and the list's name in brackets. */
struct slice mail_subject(struct slice subject);

#endif
