/*
 * Confine: a program gives up what it does not need, so that a fault in it can't be made to harm. It
 * runs nothing and makes, changes and removes no file, but for temporary ones and those below a folder
 * that it names. By Landlock (Linux 5.13) where the kernel has it, silently not elsewhere.
 */
#ifndef TILL_CLI_CONFINE_H
#define TILL_CLI_CONFINE_H

/* folder: below it files may be written; NULL: nowhere. What is open stays open. */
void cli_confine(const char *folder);

/* The same for the folder that holds path. */
void cli_confine_to(const char *path);

#endif
