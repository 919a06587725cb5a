/*
 * term.h - text of others on a terminal, and columns that line up.
 *
 * What a report says may hold escape sequences, control characters or marks
 * that turn the direction of writing.  None of them reaches a terminal: every
 * text for people goes through term_safe() or term_fit().  Widths are in
 * cells: 2 for a wide East Asian character or an emoji, 0 for a mark that
 * combines with the one before.
 *
 *     "a\x1b[2Jb\nc"  →  "a␛[2Jb c"
 */
#ifndef DEMARCHE_BASE_TERM_H
#define DEMARCHE_BASE_TERM_H

#include "base/buf.h"

#include <stdint.h>

/* How a run of text is shown where colour is on. */
enum term_style {
    TERM_PLAIN,
    TERM_BOLD,
    TERM_DIM,
    TERM_MARK, /* the words that count: bold on yellow */
    TERM_GOOD,
    TERM_BAD,
    TERM_HEAD
};

/* Whether `point` must not reach a terminal as it is: controls, bidirectional
 * marks, line separators, invisible format characters. */
bool term_unsafe(uint32_t point);

/* Cells that `point` takes: 0, 1 or 2. */
int term_point_width(uint32_t point);

/* Append `text` made safe: white space becomes one blank a run, an unsafe
 * character a visible stand-in.  Broken bytes become U+FFFD. */
void term_safe(struct buf *out, struct slice text);

/* Append a JSON text with unsafe characters as \uXXXX: the same value, fit
 * for a terminal.  Line ends stay. */
void term_safe_json(struct buf *out, struct slice json);

/* Append `text` with unsafe characters replaced, line ends and tabs kept: for
 * CSV and other formats of lines shown on a terminal. */
void term_safe_lines(struct buf *out, struct slice text);

/* Cells that `text`, already safe, takes. */
size_t term_width(struct slice text);

/* Append `text`, already safe, in at most `cells` cells, the end replaced by
 * "…" if it is longer; with `pad` filled up with blanks.  Returns the cells
 * taken. */
size_t term_fit(struct buf *out, struct slice text, size_t cells, bool pad);

/* The length in bytes of the first line of `text` (already safe) when it is
 * broken at blanks to at most `cells` cells; a word longer than a line is
 * cut.  0 only for an empty text. */
size_t term_line(struct slice text, size_t cells);

/* Append the start or the end of `style`; nothing if `color` is false. */
void term_on(struct buf *out, enum term_style style, bool color);
void term_off(struct buf *out, enum term_style style, bool color);

/* Columns of the terminal at `fd`, else of $COLUMNS, else `fallback`. */
size_t term_columns(int fd, size_t fallback);

/* Whether `fd` is a terminal that takes colour: NO_COLOR is unset or empty
 * and TERM is not "dumb". */
bool term_takes_color(int fd);

#endif
