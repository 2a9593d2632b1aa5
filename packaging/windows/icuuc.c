/* Stands in, under Wine alone, for a library that Windows 10 has and Qt6Core imports: it knows no encodings. */

#define EXPORT __declspec(dllexport)
#define UNSUPPORTED 16

static void refuse(int *error) { if (error) *error = UNSUPPORTED; }

EXPORT void *ucnv_open(const char *name, int *error) { (void)name; refuse(error); return 0; }
EXPORT void ucnv_close(void *converter) { (void)converter; }
EXPORT void ucnv_reset(void *converter) { (void)converter; }
EXPORT signed char ucnv_getMaxCharSize(const void *converter) { (void)converter; return 1; }
EXPORT const char *ucnv_getName(const void *converter, int *error) { (void)converter; refuse(error); return 0; }
EXPORT const char *ucnv_getStandardName(const char *name, const char *standard, int *error)
{ (void)name; (void)standard; refuse(error); return 0; }
EXPORT const char *ucnv_getAvailableName(int n) { (void)n; return 0; }
EXPORT int ucnv_countAvailable(void) { return 0; }
EXPORT void ucnv_getToUCallBack(const void *c, void *action, void *context) { (void)c; (void)action; (void)context; }
EXPORT void ucnv_getFromUCallBack(const void *c, void *action, void *context) { (void)c; (void)action; (void)context; }
EXPORT void ucnv_setToUCallBack(void *c, void *a, void *b, void *d, void *e, int *error)
{ (void)c; (void)a; (void)b; (void)d; (void)e; refuse(error); }
EXPORT void ucnv_setFromUCallBack(void *c, void *a, void *b, void *d, void *e, int *error)
{ (void)c; (void)a; (void)b; (void)d; (void)e; refuse(error); }
EXPORT void ucnv_toUnicode(void *c, void *t, void *tl, void *s, void *sl, void *o, signed char f, int *error)
{ (void)c; (void)t; (void)tl; (void)s; (void)sl; (void)o; (void)f; refuse(error); }
EXPORT void ucnv_fromUnicode(void *c, void *t, void *tl, void *s, void *sl, void *o, signed char f, int *error)
{ (void)c; (void)t; (void)tl; (void)s; (void)sl; (void)o; (void)f; refuse(error); }
EXPORT int ucnv_toUCountPending(const void *converter, int *error) { (void)converter; refuse(error); return 0; }
EXPORT int ucnv_fromUCountPending(const void *converter, int *error) { (void)converter; refuse(error); return 0; }
EXPORT void ucnv_cbToUWriteUChars(void *a, const void *s, int n, int o, int *error)
{ (void)a; (void)s; (void)n; (void)o; refuse(error); }
EXPORT void ucnv_cbFromUWriteUChars(void *a, const void *s, const void *l, int o, int *error)
{ (void)a; (void)s; (void)l; (void)o; refuse(error); }
EXPORT void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
EXPORT void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
