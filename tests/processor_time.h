// How much work something is, for tests of what costs what.
#ifndef CONCORD_TESTS_PROCESSOR_TIME_H_
#define CONCORD_TESTS_PROCESSOR_TIME_H_

#include <algorithm>
#include <chrono>
#include <ctime>

namespace concord::testing {

// The processor time that this thread spends in `work`. A loaded machine leaves it nearly alone, which the
// time on the wall does not.
template <typename Work>
std::chrono::nanoseconds ProcessorTime(const Work& work) {
  const auto now = [] {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
  };
  const std::chrono::nanoseconds start = now();
  work();
  return now() - start;
}

// How many times the processor time of `small` `large` takes. The least of three runs each, because what else
// the machine does can only add to them.
template <typename Small, typename Large>
double ProcessorTimes(const Small& small, const Large& large) {
  auto least_small = std::chrono::nanoseconds::max(), least_large = std::chrono::nanoseconds::max();
  for (int run = 0; run < 3; ++run) {
    least_small = std::min(least_small, ProcessorTime(small));
    least_large = std::min(least_large, ProcessorTime(large));
  }
  return static_cast<double>(least_large.count()) / static_cast<double>(least_small.count());
}

}  // namespace concord::testing

#endif  // CONCORD_TESTS_PROCESSOR_TIME_H_
