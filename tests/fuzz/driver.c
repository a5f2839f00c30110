/* Runs a target on each file of its command line: what "make check" does, for which any compiler will do. */
#include "fuzz.h"

int
main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        struct buffer b = { 0 };
        FILE *f = fopen(argv[i], "rb");
        size_t got;

        if (!f) {
            perror(argv[i]);
            return 2;
        }
        do {
            buffer_reserve(&b, 65536);
            got = fread(b.p + b.n, 1, 65536, f);
            b.n += got;
        } while (got > 0);
        fclose(f);
        LLVMFuzzerTestOneInput((const uint8_t *)b.p, b.n);
        buffer_free(&b);
    }
    printf("%d inputs\n", argc - 1);
    return 0;
}
