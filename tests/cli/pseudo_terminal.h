// The program on a terminal that a test can read: a pseudo-terminal, and as much of a VT100 as ncurses asks
// of one (ECMA-48: moving the cursor, erasing, attributes).
#ifndef CONCORD_TESTS_CLI_PSEUDO_TERMINAL_H_
#define CONCORD_TESTS_CLI_PSEUDO_TERMINAL_H_

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace concord::testing {

class PseudoTerminal {
 public:
  // Runs `words` in `folder` with these "NAME=value" entries beside our environment.
  PseudoTerminal(const std::vector<std::string>& words, const std::filesystem::path& folder,
                 const std::vector<std::string>& environment, int columns = 80, int rows = 24);
  ~PseudoTerminal();  // kills what still runs
  PseudoTerminal(const PseudoTerminal&) = delete;
  PseudoTerminal& operator=(const PseudoTerminal&) = delete;

  void Send(std::string_view keys);
  void Resize(int columns, int rows);  // the screen is blank until the program draws it anew
  // Reads until the screen shows the text, or 20 seconds have passed without it.
  bool Shows(std::string_view text);
  // The lines of the screen, without blanks at their ends.
  std::string Screen() const;
  // Sequences that are not understood.
  const std::string& strange() const { return strange_; }

  void Kill();     // SIGKILL
  int ExitCode();  // waits; -1 when a signal ended it

 private:
  void Settle();                // reads what is still on its way
  bool Read(int milliseconds);  // false when there is nothing more to come
  void Take(std::string_view bytes);
  void Put(std::string_view character);
  void NextLine();
  void LineBefore();
  void Obey(char final, std::string_view parameters);

  int terminal_ = -1;
  pid_t pid_ = -1;
  int columns_, rows_;
  int x_ = 0, y_ = 0;
  int top_ = 0, bottom_;  // of the region that scrolls
  std::vector<std::vector<std::string>> cells_;
  std::string waiting_;  // bytes of a sequence or character that is not complete
  std::string strange_;
};

}  // namespace concord::testing

#endif  // CONCORD_TESTS_CLI_PSEUDO_TERMINAL_H_
