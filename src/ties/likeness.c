#include "ties/likeness.h"

static double weight_of(const struct gist_words *words)
{
    double sum = 0;

    for (size_t i = 0; i < words->len; i++) {
        sum += words->weight[i];
    }
    return sum;
}

struct likeness likeness_of(const struct ties_lists *lists,
                            const struct gist_words *a,
                            const struct gist_words *b)
{
    struct likeness likeness = {0};
    double of_a = weight_of(a);
    double of_b = weight_of(b);
    double least = of_a < of_b ? of_a : of_b;
    double both = 0;
    size_t i = 0, j = 0;

    while (i < a->len && j < b->len) {
        if (a->stem[i] == b->stem[j]) {
            uint8_t weight =
                a->weight[i] < b->weight[j] ? a->weight[i] : b->weight[j];

            both += weight;
            likeness.common += weight >= lists->at.telling_weight;
            i++;
            j++;
        } else if (a->stem[i] < b->stem[j]) {
            i++;
        } else {
            j++;
        }
    }
    if (least > 0) {
        likeness.alike = both / (of_a + of_b - both);
        likeness.cover = both / least;
    }
    return likeness;
}
