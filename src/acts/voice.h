/*
 * voice.h - who says "we" outside of any quote.
 *
 * In a transcript each turn has its speaker ("MR. HALE: We ask ..."); a
 * communiqué speaks for those who issue it ("We, the ministers ...").  In
 * news nobody does, and "we" outside of quotes makes no act.
 *
 * Private to the files that find acts.
 */
#ifndef DEMARCHE_ACTS_VOICE_H
#define DEMARCHE_ACTS_VOICE_H

#include "acts/scene.h"

/* Find out, once a document, for whom it speaks as a whole. */
void voice_of_document(struct scene *scene);

/* Find out who speaks the passage that `scene` stands at: sets scene->self
 * and scene->mute (a question from the floor). */
void voice_of_passage(struct scene *scene);

#endif
