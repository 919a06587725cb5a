#include "page/html/tree.h"

#include "base/caps.h"
#include "base/utf8.h"
#include "page/guess.h"

#include <lexbor/encoding/encoding.h>
#include <lexbor/html/encoding.h>
#include <lexbor/html/tokenizer/state_rawtext.h>
#include <lexbor/html/tokenizer/state_script.h>

enum {
    PRESCAN_BYTES = 4096, /* a page names its encoding in its first lines */
    PIECE_BYTES = 4096,
    WIDE_BYTES = 1 << 19, /* longer pages get wide tables of names */
    WIDE_CHAINS = 1 << 15
};

/* --- encoding --- */

static const lxb_encoding_data_t *declared_encoding(struct slice bytes)
{
    lxb_html_encoding_t prescan;
    const lxb_encoding_data_t *found = NULL;
    const lxb_char_t *start = (const lxb_char_t *)bytes.ptr;
    size_t len = bytes.len < PRESCAN_BYTES ? bytes.len : PRESCAN_BYTES;

    if (lxb_html_encoding_init(&prescan) != LXB_STATUS_OK) {
        return NULL;
    }
    if (lxb_html_encoding_determine(&prescan, start, start + len) ==
            LXB_STATUS_OK &&
        lxb_html_encoding_meta_length(&prescan) != 0) {
        const lxb_html_encoding_entry_t *entry =
            lxb_html_encoding_meta_entry(&prescan, 0);

        found = lxb_encoding_data_by_pre_name(
            entry->name, (size_t)(entry->end - entry->name));
    }
    (void)lxb_html_encoding_destroy(&prescan, false);
    return found;
}

static lxb_encoding_t marked_encoding(struct slice *bytes)
{
    if (slice_starts(*bytes, "\xEF\xBB\xBF")) {
        *bytes = (struct slice){bytes->ptr + 3, bytes->len - 3};
        return LXB_ENCODING_UTF_8;
    }
    if (slice_starts(*bytes, "\xFE\xFF")) {
        *bytes = (struct slice){bytes->ptr + 2, bytes->len - 2};
        return LXB_ENCODING_UTF_16BE;
    }
    if (slice_starts(*bytes, "\xFF\xFE")) {
        *bytes = (struct slice){bytes->ptr + 2, bytes->len - 2};
        return LXB_ENCODING_UTF_16LE;
    }
    return LXB_ENCODING_DEFAULT;
}

/* Text between tags that holds bytes beyond ASCII: by it an encoding that
 * nobody names shows itself. */
static void read_foreign(struct buf *out, struct slice bytes)
{
    size_t at = 0;

    while (at < bytes.len && out->len < PRESCAN_BYTES) {
        struct slice run = {bytes.ptr + at, 0};
        bool foreign = false;

        while (at < bytes.len && bytes.ptr[at] != '<') {
            foreign = foreign || (unsigned char)bytes.ptr[at] >= 0x80;
            at++;
        }
        run.len = (size_t)(bytes.ptr + at - run.ptr);
        if (foreign) {
            buf_add_slice(out, run);
            buf_add_char(out, '\n');
        }
        while (at < bytes.len && bytes.ptr[at] != '>') {
            at++;
        }
        at += at < bytes.len;
    }
}

/* What a page that does not say it is written in, by its words. */
static lxb_encoding_t guessed_encoding(struct slice bytes,
                                       const struct tongues *tongues)
{
    struct buf text = {0};
    const lxb_encoding_data_t *found = NULL;
    const char *name = NULL;

    if (tongues != NULL) {
        read_foreign(&text, bytes);
        name = encoding_guess(tongues, buf_slice(&text));
    }
    if (name != NULL) {
        found = lxb_encoding_data_by_pre_name((const lxb_char_t *)name,
                                              strlen(name));
    }
    buf_release(&text);
    return found != NULL ? found->encoding : LXB_ENCODING_WINDOWS_1252;
}

/* What the page is written in.  Bytes that are good UTF-8 beyond ASCII are
 * UTF-8 whatever the page says: no other text looks so by chance.  `*good`:
 * they were looked at and are. */
static lxb_encoding_t encoding_of(struct slice *bytes,
                                  const struct tongues *tongues, bool *good)
{
    lxb_encoding_t marked = marked_encoding(bytes);
    const lxb_encoding_data_t *said;

    if (marked != LXB_ENCODING_DEFAULT) {
        return marked;
    }
    *good = utf8_valid(*bytes) == bytes->len;
    if (*good) {
        return LXB_ENCODING_UTF_8;
    }
    said = declared_encoding(*bytes);
    if (said == NULL) {
        return guessed_encoding(*bytes, tongues);
    }
    return said->encoding == LXB_ENCODING_UTF_16BE ||
                   said->encoding == LXB_ENCODING_UTF_16LE
               ? LXB_ENCODING_WINDOWS_1252
               : said->encoding;
}

static void add_points(struct buf *out, const lxb_codepoint_t *point,
                       size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char bytes[4];

        buf_add(out, bytes,
                utf8_encode(point[i] <= 0x10FFFF ? point[i] : 0xFFFD, bytes));
    }
}

static void convert(struct buf *out, struct slice bytes,
                    const lxb_encoding_data_t *encoding)
{
    static const lxb_codepoint_t broken = LXB_ENCODING_REPLACEMENT_CODEPOINT;
    lxb_codepoint_t point[PIECE_BYTES];
    lxb_encoding_decode_t decode = {0};
    const lxb_char_t *at = (const lxb_char_t *)bytes.ptr;
    const lxb_char_t *end = at + bytes.len;
    lxb_status_t status;

    (void)lxb_encoding_decode_init(&decode, encoding, point, PIECE_BYTES);
    (void)lxb_encoding_decode_replace_set(&decode, &broken, 1);
    do {
        status = encoding->decode(&decode, &at, end);
        add_points(out, point, lxb_encoding_decode_buf_used(&decode));
        lxb_encoding_decode_buf_used_set(&decode, 0);
    } while (status == LXB_STATUS_SMALL_BUFFER);
    if (lxb_encoding_decode_finish(&decode) == LXB_STATUS_OK) {
        add_points(out, point, lxb_encoding_decode_buf_used(&decode));
    }
}

static void keep_name(struct tree *tree, const char *name)
{
    size_t len = 0;

    for (; name[len] != 0 && len + 1 < sizeof tree->encoding; len++) {
        char c = name[len];

        tree->encoding[len] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    tree->encoding[len] = 0;
}

/* The page in UTF-8: `bytes` itself or tree->text. */
static struct slice decoded(struct tree *tree, struct slice bytes,
                            const struct tongues *tongues)
{
    bool good = false;
    lxb_encoding_t encoding = encoding_of(&bytes, tongues, &good);
    const lxb_encoding_data_t *data = lxb_encoding_data(encoding);

    keep_name(tree, (const char *)data->name);
    if (encoding == LXB_ENCODING_UTF_8) {
        if (!good && utf8_valid(bytes) != bytes.len) {
            utf8_repair(&tree->text, bytes);
            return buf_slice(&tree->text);
        }
        return bytes;
    }
    convert(&tree->text, bytes, data);
    return buf_slice(&tree->text);
}

/* --- parsing --- */

/* What is called for each token, put before the tree's own reader. */
struct guard {
    lxb_html_tokenizer_token_f next;
    lxb_html_tree_t *tree;
};

/* Whether anybody asks for an attribute of this name. */
static bool is_asked_for(struct slice name)
{
    static const char *const asked[] = {
        "class",   "id",   "href",     "style",    "rel",        "name",
        "content", "type", "property", "itemprop", "datetime",   "role",
        "title",   "lang", "hidden",   "charset",  "http-equiv", "color",
        "face",    "size", "encoding"};

    for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
        if (name.len != 0 && name.ptr[0] == asked[i][0] &&
            slice_is(name, asked[i])) {
            return true;
        }
    }
    return false;
}

/* An element keeps those of its first attributes that are asked for: most are
 * not, and the parser compares each new one with all before it. */
static void cut_attributes(lxb_html_token_t *token)
{
    lxb_html_token_attr_t *attr = token->attr_first;
    lxb_html_token_attr_t *last = NULL;

    token->attr_first = NULL;
    for (size_t i = 0; attr != NULL && i < CAP_PAGE_ATTRIBUTES; i++) {
        lxb_html_token_attr_t *next = attr->next;
        size_t len = 0;
        const char *name = (const char *)lxb_html_token_attr_name(attr, &len);

        if (is_asked_for((struct slice){name, len})) {
            attr->prev = last;
            attr->next = NULL;
            if (last != NULL) {
                last->next = attr;
            } else {
                token->attr_first = attr;
            }
            last = attr;
        }
        attr = next;
    }
    token->attr_last = last;
}

/* Text of a script or a style sheet that says nothing about the page. */
static bool is_code(lxb_html_tree_t *tree)
{
    const lxb_dom_node_t *node = lxb_html_tree_current_node(tree);

    return node != NULL &&
           (node->local_name == LXB_TAG_STYLE ||
            (node->local_name == LXB_TAG_SCRIPT &&
             !slice_starts(node_attr(node, "type"), "application/ld+json")));
}

/* Where "</script" or "</style" stands, or NULL. */
static const lxb_char_t *code_end(const lxb_char_t *at, const lxb_char_t *end,
                                  const char *name)
{
    size_t len = strlen(name);

    while (at < end && (at = memchr(at, '<', (size_t)(end - at))) != NULL) {
        if ((size_t)(end - at) > len + 2 && at[1] == '/') {
            size_t same = 0;

            while (same < len && (at[2 + same] | 0x20) == name[same]) {
                same++;
            }
            if (same == len) {
                return at;
            }
        }
        at++;
    }
    return NULL;
}

/* States of the tokenizer that step over code in one go, in place of those
 * that read it byte by byte.  A script with a comment inside is left to the
 * latter: there "</script" need not end it. */
static const lxb_char_t *skip_style(lxb_html_tokenizer_t *tkz,
                                    const lxb_char_t *data,
                                    const lxb_char_t *end)
{
    const lxb_char_t *stop = code_end(data, end, "style");

    lxb_html_tokenizer_state_set(tkz, lxb_html_tokenizer_state_rawtext_before);
    return stop != NULL ? stop : data;
}

static const lxb_char_t *skip_script(lxb_html_tokenizer_t *tkz,
                                     const lxb_char_t *data,
                                     const lxb_char_t *end)
{
    const lxb_char_t *stop = code_end(data, end, "script");
    struct slice code = {(const char *)data,
                         stop != NULL ? (size_t)(stop - data) : 0};

    lxb_html_tokenizer_state_set(tkz,
                                 lxb_html_tokenizer_state_script_data_before);
    return slice_find(code, SLICE("<!--")) == code.len && stop != NULL ? stop
                                                                       : data;
}

static void skip_code(lxb_html_tokenizer_t *tkz, lxb_tag_id_t tag,
                      lxb_html_tree_t *tree)
{
    if (tag == LXB_TAG_STYLE &&
        tkz->state == lxb_html_tokenizer_state_rawtext_before) {
        lxb_html_tokenizer_state_set(tkz, skip_style);
    } else if (tag == LXB_TAG_SCRIPT &&
               tkz->state == lxb_html_tokenizer_state_script_data_before &&
               is_code(tree)) {
        lxb_html_tokenizer_state_set(tkz, skip_script);
    }
}

/* Start tags beyond the caps are left out, so that nesting and the elements
 * that the parser opens again and again stay bounded. */
static lxb_html_token_t *guard_token(lxb_html_tokenizer_t *tkz,
                                     lxb_html_token_t *token, void *ctx)
{
    const struct guard *guard = ctx;
    lxb_html_tree_t *tree = guard->tree;
    bool opens = (token->type & LXB_HTML_TOKEN_TYPE_CLOSE) == 0 &&
                 token->tag_id >= LXB_TAG_A;

    if (opens && (tree->open_elements->length > CAP_PAGE_NESTING ||
                  tree->active_formatting->length > CAP_PAGE_NESTING / 4)) {
        return token;
    }
    if (token->tag_id == LXB_TAG__EM_COMMENT ||
        (token->tag_id == LXB_TAG__TEXT && is_code(tree))) {
        return token;
    }
    if (opens) {
        lxb_tag_id_t tag = token->tag_id; /* the token is used again */

        cut_attributes(token);
        token = guard->next(tkz, token, guard->tree);
        skip_code(tkz, tag, tree);
        return token;
    }
    return guard->next(tkz, token, guard->tree);
}

/* The parser looks names up in tables of 128 chains.  A long page may hold
 * millions of different ones; it gets longer tables. */
static bool widen(lexbor_hash_t *table, size_t entry)
{
    (void)lexbor_hash_destroy(table, false);
    return lexbor_hash_init(table, WIDE_CHAINS, entry) == LXB_STATUS_OK;
}

static bool parse(struct tree *tree, struct slice input, struct slice text,
                  struct err *err)
{
    struct guard guard;
    lxb_html_tokenizer_t *tkz;
    const lxb_char_t *start = (const lxb_char_t *)text.ptr;

    tree->parser = lxb_html_parser_create();
    if (lxb_html_parser_init(tree->parser) != LXB_STATUS_OK) {
        return err_set(err, ERR_INTERNAL, "no HTML parser");
    }
    tree->document = lxb_html_parse_chunk_begin(tree->parser);
    if (tree->document == NULL) {
        return err_set(err, ERR_INTERNAL, "no HTML document");
    }
    if (text.len > WIDE_BYTES &&
        (!widen(tree->document->dom_document.attrs,
                sizeof(lxb_dom_attr_data_t)) ||
         !widen(tree->document->dom_document.tags, sizeof(lxb_tag_data_t)))) {
        return err_set(err, ERR_INTERNAL, "no HTML name tables");
    }
    tkz = lxb_html_parser_tokenizer(tree->parser);
    guard = (struct guard){tkz->callback_token_done,
                           lxb_html_parser_tree(tree->parser)};
    lxb_html_tokenizer_callback_token_done_set(tkz, guard_token, &guard);
    if (lxb_html_parse_chunk_process(tree->parser, start, text.len) !=
            LXB_STATUS_OK ||
        lxb_html_parse_chunk_end(tree->parser) != LXB_STATUS_OK) {
        return err_set(err, ERR_SYNTAX, "%.*s: the page cannot be parsed",
                       (int)input.len, input.ptr);
    }
    tree->head = lxb_dom_interface_node(tree->document->head);
    tree->body = lxb_dom_interface_node(tree->document->body);
    if (tree->head == NULL || tree->body == NULL) {
        return err_set(err, ERR_SYNTAX, "%.*s: the page has no body",
                       (int)input.len, input.ptr);
    }
    return true;
}

bool tree_open(struct tree *tree, struct slice input, struct slice bytes,
               const struct tongues *tongues, struct err *err)
{
    *tree = (struct tree){0};
    if (bytes.len > CAP_PAGE_BYTES) {
        return err_set(err, ERR_LIMIT, "%.*s: %zu bytes; a page may have %zu",
                       (int)input.len, input.ptr, bytes.len,
                       (size_t)CAP_PAGE_BYTES);
    }
    tree->source = decoded(tree, bytes, tongues);
    if (!parse(tree, input, tree->source, err)) {
        tree_close(tree);
        return false;
    }
    return true;
}

void tree_close(struct tree *tree)
{
    if (tree->document != NULL) {
        (void)lxb_html_document_destroy(tree->document);
    }
    if (tree->parser != NULL) {
        (void)lxb_html_parser_destroy(tree->parser);
    }
    buf_release(&tree->text);
    *tree = (struct tree){0};
}

/* --- nodes --- */

lxb_tag_id_t node_tag(const lxb_dom_node_t *node)
{
    return node->type == LXB_DOM_NODE_TYPE_ELEMENT && node->ns == LXB_NS_HTML
               ? node->local_name
               : LXB_TAG__UNDEF;
}

struct slice node_attr(const lxb_dom_node_t *node, const char *name)
{
    const lxb_dom_attr_t *attr;

    if (node->type != LXB_DOM_NODE_TYPE_ELEMENT) {
        return (struct slice){0};
    }
    attr = ((const lxb_dom_element_t *)node)->first_attr;
    for (; attr != NULL; attr = attr->next) {
        size_t len = 0;
        const lxb_char_t *own = lxb_dom_attr_local_name(attr, &len);

        if (slice_is((struct slice){(const char *)own, len}, name)) {
            return attr->value == NULL ? SLICE("")
                                       : slice_trim((struct slice){
                                             (const char *)attr->value->data,
                                             attr->value->length});
        }
    }
    return (struct slice){0};
}

bool tree_has_attr(const struct tree *tree, const char *name)
{
    return lxb_dom_attr_data_by_local_name(tree->document->dom_document.attrs,
                                           (const lxb_char_t *)name,
                                           strlen(name)) != NULL;
}

struct slice node_text(const lxb_dom_node_t *node)
{
    const lxb_dom_character_data_t *data;

    if (node->type != LXB_DOM_NODE_TYPE_TEXT) {
        return (struct slice){0};
    }
    data = (const lxb_dom_character_data_t *)node;
    return (struct slice){(const char *)data->data.data, data->data.length};
}

lxb_dom_node_t *node_after(lxb_dom_node_t *node, const lxb_dom_node_t *root)
{
    while (node != root && node->next == NULL) {
        node = node->parent;
    }
    return node == root ? NULL : node->next;
}

lxb_dom_node_t *node_next(lxb_dom_node_t *node, const lxb_dom_node_t *root)
{
    return node->first_child != NULL ? node->first_child
                                     : node_after(node, root);
}

static bool is_silent(const lxb_dom_node_t *node)
{
    switch (node->local_name) {
    case LXB_TAG_SCRIPT:
    case LXB_TAG_STYLE:
    case LXB_TAG_NOSCRIPT:
    case LXB_TAG_TEMPLATE:
    case LXB_TAG_SVG:
    case LXB_TAG_IFRAME: return true;
    default: return false;
    }
}

void node_read_start(const lxb_dom_node_t *node, size_t most, struct buf *out)
{
    lxb_dom_node_t *at = (lxb_dom_node_t *)(uintptr_t)node;

    while (at != NULL && out->len < most) {
        struct slice text = node_text(at);

        if (text.ptr != NULL) {
            text_collapse(out, text);
        } else if (at->type == LXB_DOM_NODE_TYPE_ELEMENT && is_silent(at)) {
            at = node_after(at, node);
            continue;
        } else if (node_tag(at) == LXB_TAG_BR || node_tag(at) == LXB_TAG_LI ||
                   node_tag(at) == LXB_TAG_DIV || node_tag(at) == LXB_TAG_P) {
            text_collapse(out, SLICE(" "));
        }
        at = node_next(at, node);
    }
}

void node_read(lxb_dom_node_t *node, struct buf *out)
{
    node_read_start(node, SIZE_MAX, out);
}

size_t blank_at(struct slice text, size_t at, bool *shown)
{
    static const char *const signs[] = {"\xC2\xA0", "\xE2\x80\xAF",
                                        "\xE2\x80\x89", "\xE3\x80\x80"};
    static const char *const hidden[] = {"\xC2\xAD", "\xE2\x80\x8B",
                                         "\xE2\x81\xA0", "\xEF\xBB\xBF"};
    struct slice rest = {text.ptr + at, text.len - at};
    unsigned char first = (unsigned char)rest.ptr[0];

    *shown = true;
    if (first <= ' ') {
        return 1;
    }
    if (first != 0xC2 && first != 0xE2 && first != 0xE3 && first != 0xEF) {
        return 0;
    }
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        if (slice_starts(rest, signs[i])) {
            return strlen(signs[i]);
        }
    }
    *shown = false;
    for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++) {
        if (slice_starts(rest, hidden[i])) {
            return strlen(hidden[i]);
        }
    }
    return 0;
}

void text_collapse(struct buf *out, struct slice text)
{
    size_t at = 0;

    while (at < text.len) {
        size_t start = at;
        size_t len = 0;
        bool shown = false;

        while (at < text.len && (len = blank_at(text, at, &shown)) == 0) {
            at++;
        }
        if (at > start) {
            buf_add(out, text.ptr + start, at - start);
        }
        at += len;
        if (shown && len != 0 &&
            (out->len == 0 || (out->ptr[out->len - 1] != ' ' &&
                               out->ptr[out->len - 1] != '\n'))) {
            buf_add_char(out, ' ');
        }
    }
}
