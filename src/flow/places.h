/*
 * places.h - where the program finds its data and its language model.
 *
 * Data: $DEMARCHE_DATA; else share/demarche/data beside the folder that holds
 * the binary (an installed program); else data/ in the first folder above the
 * binary that has one of ours (a built checkout).
 *
 * Model: what is asked for; else $DEMARCHE_MODEL; else models/NAME beside the
 * data.
 */
#ifndef DEMARCHE_FLOW_PLACES_H
#define DEMARCHE_FLOW_PLACES_H

#include "base/buf.h"

/* The model that ./dev setup fetches. */
#define PLACES_MODEL "en_core_web_sm-3.8.0"

/* Append the data directory.  ERR_MISSING says where it was looked for. */
MUST_USE bool places_data(struct buf *path, struct err *err);

/* Append the path of the language model; `asked` may be NULL.  ERR_MISSING
 * says how to get one. */
MUST_USE bool places_model(const char *asked, struct buf *path,
                           struct err *err);

/* The reader that is asked for: `asked`, else $DEMARCHE_READER, else NULL. */
const char *places_reader(const char *asked);

/* Append the folder of the encoders' folders: models/ beside `data`. */
void places_models(const char *data, struct buf *path);

#endif
