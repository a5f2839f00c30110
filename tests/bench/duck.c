/*
 * duck LIBRARY DATABASE FILE: runs the SQL of FILE in DuckDB (DATABASE "-": in memory) by its C interface, so
 * that nothing else is measured with it. duck LIBRARY: prints its version. The library comes from the npm
 * package and has no header there; what is declared here is from duckdb.h, whose interface is stable
 * since 1.0.
 */
#include <dlfcn.h>
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef int state; /* 0: success */

static state (*duckdb_open)(const char *path, void **database);
static state (*duckdb_connect)(void *database, void **connection);
static state (*duckdb_query)(void *connection, const char *sql, void *result);
static const char *(*duckdb_result_error)(void *result);
static void (*duckdb_disconnect)(void **connection);
static void (*duckdb_close)(void **database);
static const char *(*duckdb_library_version)(void);

/* POSIX lets a pointer of dlsym be one to a function; ISO C has no cast for it. */
static void
find(void *library, const char *name, void *to)
{
    void *at = dlsym(library, name);

    if (!at)
        errx(2, "%s", dlerror());
    *(void **)to = at;
}

static void
load(const char *path)
{
    void *library = dlopen(path, RTLD_NOW);

    if (!library)
        errx(2, "%s", dlerror());
    find(library, "duckdb_open", &duckdb_open);
    find(library, "duckdb_connect", &duckdb_connect);
    find(library, "duckdb_query", &duckdb_query);
    find(library, "duckdb_result_error", &duckdb_result_error);
    find(library, "duckdb_disconnect", &duckdb_disconnect);
    find(library, "duckdb_close", &duckdb_close);
    find(library, "duckdb_library_version", &duckdb_library_version);
}

static const char *
text_of(const char *path)
{
    static char text[1 << 16];
    FILE *f = fopen(path, "r");

    if (!f || fread(text, 1, sizeof text - 1, f) == 0)
        err(2, "%s", path);
    fclose(f);
    return text;
}

int
main(int argc, char **argv)
{
    void *database, *connection;
    void *result[64] = { NULL }; /* a duckdb_result is smaller */

    if (argc < 2)
        errx(2, "usage: duck LIBRARY [DATABASE FILE]");
    load(argv[1]);
    if (argc < 4) {
        puts(duckdb_library_version());
        return 0;
    }
    if (duckdb_open(strcmp(argv[2], "-") == 0 ? NULL : argv[2], &database) ||
        duckdb_connect(database, &connection))
        errx(2, "%s: can't be opened", argv[2]);
    if (duckdb_query(connection, text_of(argv[3]), result))
        errx(2, "%s", duckdb_result_error(result));
    duckdb_disconnect(&connection);
    duckdb_close(&database);
    return 0;
}
