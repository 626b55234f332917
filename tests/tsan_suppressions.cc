// Debian's RocksDB is built without the thread sanitizer, which sees its calls of memcpy, and its copies of
// templates that our code has too, but none of the locks and atomics around them. What happens below a
// function of the library says nothing, then. Where it calls the standard library, the sanitizer cannot see
// that the library is below: such a race is one of a string's _M_append. Everything else is watched as ever.
#if defined(__SANITIZE_THREAD__)
extern "C" const char* __tsan_default_suppressions() {
  return "called_from_lib:librocksdb.so\nrace:librocksdb.so\nrace:^std::__cxx11::basic_string*::_M_append\n";
}
#endif
