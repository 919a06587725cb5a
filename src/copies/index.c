#include "copies/index.h"

#include "base/mem.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* A report in memory; its words stand in the file. */
struct entry {
    size_t at;   /* in the file: id, address, words, sentences */
    uint32_t id; /* bytes there */
    uint32_t address;
    uint32_t words; /* how many of them */
    uint32_t sentences;
    uint32_t prints;
    struct date date;
    enum credit credit;
    struct bond bond;
};

/* Who has a print: a chain of holders, newest first. */
struct holder {
    uint32_t entry;
    uint32_t next; /* + 1; 0 ends the chain */
};

struct slot {
    uint32_t print;
    uint32_t first; /* holder + 1; 0: free */
    uint32_t count;
};

struct copies_index {
    const struct copies_lists *lists;
    FILE *file;
    size_t file_len;
    size_t flushed; /* of the file, can be read back */
    struct entry *entry;
    size_t len;
    size_t cap;
    struct holder *holder;
    size_t holders;
    size_t holder_cap;
    struct slot *slot;
    size_t slots;
    size_t slot_cap; /* a power of two */
};

struct copies_index *copies_index_new(const struct copies_lists *lists,
                                      struct err *err)
{
    struct copies_index *index = mem_alloc(1, sizeof *index);

    index->lists = lists;
    index->file = tmpfile();
    if (index->file == NULL) {
        char text[128];

        (void)err_set(err, ERR_IO, "cannot make a temporary file: %s",
                      err_errno(errno, text, sizeof text));
        free(index);
        return NULL;
    }
    return index;
}

void copies_index_free(struct copies_index *index)
{
    if (index == NULL) {
        return;
    }
    (void)fclose(index->file);
    free(index->entry);
    free(index->holder);
    free(index->slot);
    free(index);
}

size_t copies_index_count(const struct copies_index *index)
{
    return index->len;
}

static struct slot *slot_of(const struct copies_index *index, uint32_t print)
{
    size_t at = (size_t)(print * 0x9e3779b1U) & (index->slot_cap - 1);

    while (index->slot[at].first != 0 && index->slot[at].print != print) {
        at = (at + 1) & (index->slot_cap - 1);
    }
    return &index->slot[at];
}

static void grow_slots(struct copies_index *index)
{
    struct slot *old = index->slot;
    size_t cap = index->slot_cap;

    if (4 * (index->slots + 1) <= 3 * cap) {
        return;
    }
    index->slot_cap = cap != 0 ? 2 * cap : 1024;
    index->slot = mem_alloc(index->slot_cap, sizeof *index->slot);
    for (size_t i = 0; i < cap; i++) {
        if (old[i].first != 0) {
            *slot_of(index, old[i].print) = old[i];
        }
    }
    free(old);
}

static void add_prints(struct copies_index *index, const struct prints *prints,
                       size_t number)
{
    for (size_t i = 0; i < prints->len; i++) {
        struct slot *slot;

        grow_slots(index);
        slot = slot_of(index, prints->print[i]);
        index->slots += slot->first == 0;
        MEM_GROW(index->holder, index->holders, index->holder_cap);
        index->holder[index->holders] =
            (struct holder){(uint32_t)number, slot->first};
        slot->print = prints->print[i];
        slot->first = (uint32_t)++index->holders;
        slot->count++;
    }
}

/* --- what family.h asks --- */

static bool count_holders(void *context, uint32_t print, size_t most,
                          size_t *count, struct err *err)
{
    const struct copies_index *index = context;
    size_t all = slot_of(index, print)->count;

    (void)err;
    *count = all < most ? all : most;
    return true;
}

static bool add_holders(void *context, uint32_t print, struct holders *holders,
                        struct err *err)
{
    const struct copies_index *index = context;
    uint32_t at = slot_of(index, print)->first;

    (void)err;
    for (; at != 0; at = index->holder[at - 1].next) {
        uint32_t number = index->holder[at - 1].entry;

        MEM_GROW(holders->list, holders->len, holders->cap);
        holders->list[holders->len++] = (struct sharer){
            (long long)number + 1, 1, index->entry[number].prints};
    }
    return true;
}

static bool read_at(struct copies_index *index, void *to, size_t len, size_t at,
                    struct err *err)
{
    char *out = to;

    if (at + len > index->flushed) {
        if (fflush(index->file) != 0) {
            return err_set(err, ERR_IO, "temporary file: cannot write");
        }
        index->flushed = index->file_len;
    }
    while (len != 0) {
        ssize_t some = pread(fileno(index->file), out, len, (off_t)at);

        if (some <= 0) {
            return err_set(err, ERR_IO, "temporary file: cannot read");
        }
        out += some;
        at += (size_t)some;
        len -= (size_t)some;
    }
    return true;
}

static struct standing standing_of(const struct entry *entry, struct slice id)
{
    return (struct standing){entry->date, entry->credit, entry->words, id};
}

static bool load(void *context, long long key, struct arena *arena,
                 struct member *member, struct err *err)
{
    struct copies_index *index = context;
    const struct entry *entry = &index->entry[key - 1];
    size_t names = (size_t)entry->id + entry->address;
    char *bytes = arena_alloc(arena, names + 1, 1);
    struct words words = {
        .word = arena_alloc(arena, entry->words, sizeof *words.word),
        .len = entry->words,
        .sentence =
            arena_alloc(arena, entry->sentences, sizeof *words.sentence),
        .sentences = entry->sentences};
    size_t at = entry->at + names;

    *member = (struct member){
        .key = key,
        .standing = standing_of(entry, (struct slice){bytes, entry->id}),
        .address = {bytes + entry->id, entry->address},
        .words = words,
        .prints = entry->prints};
    return read_at(index, bytes, names, entry->at, err) &&
           read_at(index, words.word, words.len * sizeof *words.word, at,
                   err) &&
           read_at(index, words.sentence,
                   words.sentences * sizeof *words.sentence,
                   at + words.len * sizeof *words.word, err);
}

static bool get_bond(void *context, long long key, struct arena *arena,
                     struct bond *bond, struct standing *to, struct err *err)
{
    struct copies_index *index = context;
    const struct entry *entry;
    char *id;

    *bond = index->entry[key - 1].bond;
    if (bond->to == 0) {
        return true;
    }
    entry = &index->entry[bond->to - 1];
    id = arena_alloc(arena, entry->id + 1, 1);
    *to = standing_of(entry, (struct slice){id, entry->id});
    return read_at(index, id, entry->id, entry->at, err);
}

static bool set_bond(void *context, long long key, const struct bond *bond,
                     struct err *err)
{
    struct copies_index *index = context;

    (void)err;
    index->entry[key - 1].bond = *bond;
    return true;
}

/* --- adding --- */

static bool put(struct copies_index *index, const void *bytes, size_t len,
                struct err *err)
{
    if (len != 0 && fwrite(bytes, 1, len, index->file) != len) {
        return err_set(err, ERR_IO, "temporary file: cannot write");
    }
    index->file_len += len;
    return true;
}

static bool keep(struct copies_index *index, struct entry *entry,
                 const struct copies_text *text, const struct words *words,
                 struct err *err)
{
    entry->at = index->file_len;
    entry->id = (uint32_t)text->id.len;
    entry->address = (uint32_t)text->address.len;
    entry->words = (uint32_t)words->len;
    entry->sentences = (uint32_t)words->sentences;
    return put(index, text->id.ptr, text->id.len, err) &&
           put(index, text->address.ptr, text->address.len, err) &&
           put(index, words->word, words->len * sizeof *words->word, err) &&
           put(index, words->sentence,
               words->sentences * sizeof *words->sentence, err);
}

bool copies_index_add(struct copies_index *index,
                      const struct copies_text *text, struct err *err)
{
    struct family_store store = {.context = index,
                                 .lists = index->lists,
                                 .count = count_holders,
                                 .holders = add_holders,
                                 .load = load,
                                 .bond = get_bond,
                                 .set_bond = set_bond};
    struct arena arena = {0};
    struct entry entry = {.date = text->date, .credit = text->credit};
    struct member member = {.key = (long long)index->len + 1,
                            .address = text->address};
    struct span whole = {0, text->text.len};
    struct prints prints;
    bool ok;

    words_read(&member.words, index->lists, text->text,
               text->part != NULL ? text->part : &whole,
               text->part != NULL ? text->parts : 1, &arena);
    ok = keep(index, &entry, text, &member.words, err);
    if (ok) {
        prints_make(&prints, &member.words, text->address, &arena);
        entry.prints = (uint32_t)prints.len;
        member.standing = standing_of(&entry, text->id);
        MEM_GROW(index->entry, index->len, index->cap);
        index->entry[index->len++] = entry;
        add_prints(index, &prints, index->len - 1);
        ok = family_place(&store, &member, &prints, err);
    }
    arena_release(&arena);
    return ok;
}

void copies_index_find(const struct copies_index *index, size_t number,
                       struct copies_found *found)
{
    size_t at = number;

    found->bond = index->entry[number].bond;
    found->is_origin = found->bond.to == 0;
    found->copy_of = found->is_origin ? number : (size_t)found->bond.to - 1;
    while (index->entry[at].bond.to != 0) {
        at = (size_t)index->entry[at].bond.to - 1;
    }
    found->origin = at;
}
