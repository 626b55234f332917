// For tests that go on with threads in a forked process.
#ifndef CONCORD_TESTS_FORKING_H_
#define CONCORD_TESTS_FORKING_H_

#include <gtest/gtest.h>

// Skips the test under the thread sanitizer, which ends a forked process that starts a thread.
#if defined(__SANITIZE_THREAD__)
#define CONCORD_NEED_FORK() GTEST_SKIP() << "the thread sanitizer does not follow a fork"
#else
#define CONCORD_NEED_FORK() static_cast<void>(0)
#endif

#endif  // CONCORD_TESTS_FORKING_H_
