// Debian's RocksDB is built without the thread sanitizer, which sees its calls of memcpy, and its copies of
// templates that our code has too, but none of the locks and atomics around them. What happens below a
// function of the library says nothing, then; everything else is watched as ever.
#if defined(__SANITIZE_THREAD__)
extern "C" const char* __tsan_default_suppressions() {
  return "called_from_lib:librocksdb.so\nrace:librocksdb.so\n";
}
#endif
