// A file descriptor of the system that closes itself.
#ifndef CONCORD_BASE_DESCRIPTOR_H_
#define CONCORD_BASE_DESCRIPTOR_H_

#include <utility>

namespace concord {

// Owns the number; -1 means that no file is open. Movable, not copyable.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    if (this != &other) Set(std::exchange(other.number_, -1));
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { Set(-1); }

  int get() const { return number_; }
  bool is_open() const { return number_ >= 0; }
  void Set(int number);  // closes the file that was open
  // Returns what close() returns. For a file that was written, a failure means that bytes may be lost.
  // Returns -1 if no file is open.
  int Close();

 private:
  int number_;
};

}  // namespace concord

#endif  // CONCORD_BASE_DESCRIPTOR_H_
