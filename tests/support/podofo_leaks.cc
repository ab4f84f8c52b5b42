// PoDoFo 0.9.8 leaks where it gives up on a stream or a cipher. Read by the sanitizer presets only.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libpodofo\n"; }
