// Limits what another program can reach while it works on untrusted bytes.
#ifndef CONCORD_BASE_SANDBOX_H_
#define CONCORD_BASE_SANDBOX_H_

#include <string>

#include "base/descriptor.h"

namespace concord {

// Rules for a child process and all its descendants. The process can read the system's libraries, fonts and
// character tables, and its own file. It cannot write files, open sockets or trace processes. Two mechanisms
// of Linux enforce this: Landlock (since 5.13) and a seccomp filter. If the kernel lacks one of them, that
// part is missing.
class Sandbox {
 public:
  // `program`: the path of the file to be started. Call this before fork, because it opens files.
  static Sandbox For(const std::string& program);

  // Call this in the child, between fork and exec. Makes only calls allowed there. Cannot be undone.
  void Enter() const;

 private:
  Descriptor rules_;  // of Landlock; not open if the kernel has no Landlock
};

}  // namespace concord

#endif  // CONCORD_BASE_SANDBOX_H_
