#include "base/sandbox.h"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdint>

namespace concord {
namespace {

// Files below these can be read and, when they are programs or libraries, run. Nothing here is of one user.
constexpr auto kReadable = std::to_array<const char*>({
    "/usr",
    "/lib",
    "/lib32",
    "/lib64",
    "/bin",  // programs, libraries, data
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
    "/etc/ld.so.preload",  // the loader
    "/etc/alternatives",
    "/etc/localtime",  //
    "/etc/fonts",
    "/var/cache/fontconfig",
    "/var/lib/fonts",  // fontconfig
    "/dev/zero",
    "/dev/urandom",
});

constexpr uint64_t kRead =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr uint64_t kOfFiles = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE;
// All that the first version of Landlock knows, so that what is not allowed is forbidden.
constexpr uint64_t kHandled = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1U) - 1;

void Allow(int rules, const char* path, uint64_t more = 0) {
  const Descriptor file(open(path, O_PATH | O_CLOEXEC));
  if (!file.is_open()) return;
  landlock_path_beneath_attr rule{};
  rule.parent_fd = file.get();
  for (const uint64_t access : {kRead, kOfFiles}) {  // a file takes no rights of folders
    rule.allowed_access = access | more;
    if (syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0) return;
  }
}

#if defined(__x86_64__)
constexpr uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr uint32_t kArchitecture = 0;
#endif

// Calls that fail with EPERM: the network, other processes, the kernel's own machinery.
constexpr auto kForbidden = std::to_array<uint32_t>({
    SYS_socket,
    SYS_socketpair,
    SYS_connect,
    SYS_accept,
    SYS_accept4,
    SYS_bind,
    SYS_listen,
    SYS_sendto,
    SYS_sendmsg,
    SYS_sendmmsg,
    SYS_recvfrom,
    SYS_recvmsg,
    SYS_recvmmsg,
    SYS_ptrace,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_unshare,
    SYS_setns,
    SYS_mount,
    SYS_umount2,
    SYS_pivot_root,
    SYS_chroot,
    SYS_bpf,
    SYS_perf_event_open,
    SYS_userfaultfd,
    SYS_io_uring_setup,
    SYS_keyctl,
    SYS_add_key,
    SYS_request_key,
    SYS_init_module,
    SYS_finit_module,
    SYS_kexec_load,
    SYS_reboot,
    SYS_personality,
});

// Built at compile time: nothing may be allocated between fork and exec. Loads the architecture, and ends a
// process that calls by another one; loads the number of the call and compares it with each that is
// forbidden.
constexpr auto MakeFilter() {
  constexpr size_t kCalls = kForbidden.size();
  std::array<sock_filter, kCalls + 7> filter{};
  size_t at = 0;
  const auto add = [&](uint16_t code, uint8_t yes, uint8_t no, uint32_t k) {
    filter[at++] = {code, yes, no, k};
  };
  constexpr uint32_t kDeny = SECCOMP_RET_ERRNO | 1U;  // EPERM
  add(BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(seccomp_data, arch));
  add(BPF_JMP | BPF_JEQ | BPF_K, 1, 0, kArchitecture);
  add(BPF_RET | BPF_K, 0, 0, SECCOMP_RET_KILL_PROCESS);
  add(BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(seccomp_data, nr));
  // The x32 calls of x86-64 have numbers from here on; nothing uses them. Else they would be a way around.
  add(BPF_JMP | BPF_JGE | BPF_K, static_cast<uint8_t>(kCalls + 1), 0, 0x40000000U);
  for (size_t i = 0; i < kCalls; ++i)
    add(BPF_JMP | BPF_JEQ | BPF_K, static_cast<uint8_t>(kCalls - i), 0, kForbidden[i]);
  add(BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW);
  add(BPF_RET | BPF_K, 0, 0, kDeny);
  return filter;
}
constexpr auto kFilter = MakeFilter();
static_assert(kForbidden.size() < 250, "jumps of a filter have one byte");

}  // namespace

Sandbox Sandbox::For(const std::string& program) {
  Sandbox sandbox;
  landlock_ruleset_attr attributes{};
  attributes.handled_access_fs = kHandled;
  // O_CLOEXEC is set by the kernel.
  sandbox.rules_.Set(
      static_cast<int>(syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0)));
  if (!sandbox.rules_.is_open()) return sandbox;
  for (const char* path : kReadable) Allow(sandbox.rules_.get(), path);
  Allow(sandbox.rules_.get(), "/dev/null", LANDLOCK_ACCESS_FS_WRITE_FILE);
  Allow(sandbox.rules_.get(), program.c_str());
  return sandbox;
}

void Sandbox::Enter() const {
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  if (rules_.is_open()) syscall(SYS_landlock_restrict_self, rules_.get(), 0);
  if (kArchitecture == 0) return;
  sock_fprog program{static_cast<unsigned short>(kFilter.size()), const_cast<sock_filter*>(kFilter.data())};
  prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
}

}  // namespace concord
