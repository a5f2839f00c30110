# till: make, make check, make demo, make bench, make install (DESTDIR, PREFIX, BINDIR, MANDIR), make uninstall;
# make torture, fuzz, exhaustive, coverage, prove and arm attack it: see tests/NAME/run.
#
# What this needs is in debian/control; tests/check and samples/demo install it on Debian and then
# call make. A new program is src/cmd/NAME.c, man/till-NAME.1, tests/NAME.t and a word here:
PROGRAMS = import apply post approve verify count recon age plan report print split merge
SCRIPTS  = till till-eod

PREFIX = /usr/local
BINDIR = $(PREFIX)/bin
MANDIR = $(PREFIX)/share/man
BASHDIR = $(PREFIX)/share/bash-completion/completions
ZSHDIR  = $(PREFIX)/share/zsh/site-functions
FISHDIR = $(PREFIX)/share/fish/vendor_completions.d

CC = cc
CFLAGS = -O3 -g
LDFLAGS = -Wl,--as-needed
WARNINGS = -Wall -Wextra -Wconversion -Wshadow
PROVE = prove -j$$(getconf _NPROCESSORS_ONLN)

COMPILE = $(CC) -std=c11 -pthread -D_POSIX_C_SOURCE=200809L $(WARNINGS) -Isrc $(ICONV_DEFS) $(CPPFLAGS) $(CFLAGS)
LINK = $(CC) -pthread $(CFLAGS) $(LDFLAGS)
LIBS = -lcsv -lz -lcrypto $(ICONV_LIBS) $(LDLIBS)

LIB = build/libtill.a
LIB_OBJS = $(patsubst src/%.c,build/%.o,$(wildcard src/*.c))
BINS  = $(PROGRAMS:%=bin/till-%)
UNITS = $(patsubst tests/unit/%.c,build/unit/%,$(wildcard tests/unit/*_test.c))
REPLAYS = $(patsubst tests/fuzz/%.c,build/replay/%,$(filter-out %/driver.c,$(wildcard tests/fuzz/*.c)))
TESTS = $(wildcard tests/*.t tests/errors/*.t)
FORMATTED = $(wildcard src/*.[ch] src/cmd/*.[ch] tests/*/*.[ch])

all: $(BINS)

# iconv is GNU libiconv's where a program that uses it builds and runs here, else the C library's.
# A libiconv header without its library must not rename iconv_open, hence the PLUG. The answer is
# kept in build/; make clean forgets it.
ifneq ($(MAKECMDGOALS),clean)
include build/iconv.mk
endif
build/iconv.mk:
	@mkdir -p build
	@echo '#include <iconv.h>' >build/iconv.c
	@echo 'int main(void) { return _libiconv_version == 0 || iconv_open("", "") == 0; }' >>build/iconv.c
	@if $(CC) $(CPPFLAGS) $(CFLAGS) build/iconv.c -o build/iconv $(LDFLAGS) -liconv $(LDLIBS) \
	    2>build/iconv.log && build/iconv 2>>build/iconv.log; \
	then echo 'ICONV_LIBS = -liconv'; else echo 'ICONV_DEFS = -DLIBICONV_PLUG'; fi >$@

build/%.o: src/%.c Makefile build/iconv.mk
	@mkdir -p $(@D)
	$(COMPILE) -MMD -MP -c -o $@ $<

# Made anew each time, so that no object of a source that is gone stays in it.
$(LIB): $(LIB_OBJS) Makefile
	rm -f $@
	$(AR) rcs $@ $(LIB_OBJS)

bin/till-%: build/cmd/%.o $(LIB)
	$(LINK) -o $@ $< $(LIB) $(LIBS)

build/unit/%: tests/unit/%.c $(LIB) Makefile
	@mkdir -p $(@D)
	$(COMPILE) -MMD -MP -MF $@.d -o $@ $< $(LIB) $(LDFLAGS) $(LIBS)

build/replay/%: tests/fuzz/%.c tests/fuzz/driver.c $(LIB) Makefile
	@mkdir -p $(@D)
	$(COMPILE) -MMD -MP -MF $@.d -o $@ $< tests/fuzz/driver.c $(LIB) $(LDFLAGS) $(LIBS)

# The objects are kept (make takes them for halves of a chain), a half-written file is not.
.SECONDARY:
.DELETE_ON_ERROR:

check: all $(UNITS) $(REPLAYS)
	@$(PROVE) -e '' $(TESTS) $(UNITS)

demo: all
	@samples/day build/book

torture fuzz exhaustive coverage prove arm: all
	@tests/$@/run

bench: all
	@tests/bench/bench

format:
	clang-format -i $(FORMATTED)

tidy:
	@prove -v -e '' tests/tidy.t

# bash and fish look a completion up by the name of the command, so each name links to the one file.
install: all
	for d in $(BINDIR) $(MANDIR)/man1 $(MANDIR)/man5 $(MANDIR)/man7 $(BASHDIR) $(ZSHDIR) $(FISHDIR); do \
	    mkdir -p "$(DESTDIR)$$d" || exit; done
	install -m 755 $(BINS) $(SCRIPTS:%=bin/%) "$(DESTDIR)$(BINDIR)"
	for page in man/*.[157]; do \
	    install -m 644 $$page "$(DESTDIR)$(MANDIR)/man$${page##*.}" || exit; done
	install -m 644 samples/completion/till.bash "$(DESTDIR)$(BASHDIR)/till"
	install -m 644 samples/completion/_till "$(DESTDIR)$(ZSHDIR)"
	install -m 644 samples/completion/till.fish "$(DESTDIR)$(FISHDIR)"
	for p in $(PROGRAMS) eod; do ln -sf till "$(DESTDIR)$(BASHDIR)/till-$$p" && \
	    ln -sf till.fish "$(DESTDIR)$(FISHDIR)/till-$$p.fish" || exit; done

uninstall:
	cd "$(DESTDIR)$(BINDIR)" && rm -f $(SCRIPTS) $(PROGRAMS:%=till-%)
	for page in man/*.[157]; do \
	    rm -f "$(DESTDIR)$(MANDIR)/man$${page##*.}/$${page#man/}" || exit; done
	for p in till $(PROGRAMS:%=till-%) till-eod; do \
	    rm -f "$(DESTDIR)$(BASHDIR)/$$p" "$(DESTDIR)$(FISHDIR)/$$p.fish" || exit; done
	rm -f "$(DESTDIR)$(ZSHDIR)/_till"

clean:
	rm -rf build $(BINS)

.PHONY: all check demo torture fuzz exhaustive coverage prove arm bench format tidy install uninstall clean

-include $(wildcard build/*.d build/cmd/*.d build/unit/*.d build/replay/*.d)
