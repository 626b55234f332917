// What another program may reach while it works on bytes that nobody trusts.
#ifndef CONCORD_BASE_SANDBOX_H_
#define CONCORD_BASE_SANDBOX_H_

#include <string>

#include "base/descriptor.h"

namespace concord {

// Rules for a child process and whatever it becomes: it reads the system's libraries, fonts and tables of
// characters, and its own file; it writes no file, opens no socket, and traces no process. Two mechanisms of
// Linux do this, Landlock (since 5.13) and a seccomp filter; where the kernel has not got one of them, that
// part is left out.
class Sandbox {
 public:
  // `program`: the path of the file that is to be started. Made before fork, as it opens files.
  static Sandbox For(const std::string& program);

  // In the child, between fork and exec; makes only calls that are allowed there. Cannot be undone.
  void Enter() const;

 private:
  Descriptor rules_;  // of Landlock; not open where there is none
};

}  // namespace concord

#endif  // CONCORD_BASE_SANDBOX_H_
