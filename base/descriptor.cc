#include "base/descriptor.h"

#include <unistd.h>

namespace concord {

void Descriptor::Set(int number) {
  if (number_ >= 0) close(number_);
  number_ = number;
}

int Descriptor::Close() { return number_ < 0 ? -1 : close(std::exchange(number_, -1)); }

}  // namespace concord
