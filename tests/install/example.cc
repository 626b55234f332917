// Asks which forums speak of incident reports. The argument is the folder of a store.
#include <cstdio>

#include "app/question.h"

int main(int, char** argv) {
  const auto asked =
      concord::Ask(*concord::FindQuery("forums"), {{"incident", "reports"}, {}, nullptr}, {argv[1], {}, {}});
  if (!asked) return std::puts(asked.error().ToString().c_str()), 1;
  std::printf("%zu forums\n", asked->answer.rows.size());
}
