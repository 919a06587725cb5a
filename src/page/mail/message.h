/*
 * message.h - one message → its pieces.
 */
#ifndef DEMARCHE_PAGE_MAIL_MESSAGE_H
#define DEMARCHE_PAGE_MAIL_MESSAGE_H

#include "page/piece.h"

/* Hand on the mail `bytes`, called `name`, and what is attached to it, called
 * "name.1", "name.2", …  ERR_SYNTAX if it cannot be read. */
MUST_USE bool message_pieces(struct slice name, struct slice bytes,
                             const struct piece_sink *sink, struct arena *arena,
                             struct err *err);

#endif
