#include "tests/cli/pseudo_terminal.h"

#include <pty.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "base/text.h"

namespace concord::testing {
namespace {

size_t LengthOf(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

}  // namespace

PseudoTerminal::PseudoTerminal(const std::vector<std::string>& words, const std::filesystem::path& folder,
                               const std::vector<std::string>& environment, int columns, int rows)
    : columns_(columns), rows_(rows), bottom_(rows - 1) {
  cells_.assign(static_cast<size_t>(rows), std::vector<std::string>(static_cast<size_t>(columns), " "));
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  winsize size{};
  size.ws_col = static_cast<unsigned short>(columns);
  size.ws_row = static_cast<unsigned short>(rows);
  pid_ = forkpty(&terminal_, nullptr, nullptr, &size);
  if (pid_ != 0) return;
  if (chdir(folder.c_str()) != 0) _exit(126);
  for (const std::string& entry : environment) putenv(const_cast<char*>(entry.c_str()));
  // The environment wins over the window otherwise.
  unsetenv("COLUMNS");
  unsetenv("LINES");
  execv(arguments[0], arguments.data());
  _exit(127);
}

PseudoTerminal::~PseudoTerminal() {
  if (pid_ > 0) {
    Kill();
    ExitCode();
  }
  if (terminal_ >= 0) close(terminal_);
}

void PseudoTerminal::Send(std::string_view keys) {
  while (!keys.empty()) {
    const ssize_t sent = write(terminal_, keys.data(), keys.size());
    if (sent <= 0) return;
    keys.remove_prefix(static_cast<size_t>(sent));
  }
}

void PseudoTerminal::Resize(int columns, int rows) {
  Settle();
  columns_ = columns;
  rows_ = rows;
  cells_.assign(static_cast<size_t>(rows), std::vector<std::string>(static_cast<size_t>(columns), " "));
  x_ = std::min(x_, columns - 1);
  y_ = std::min(y_, rows - 1);
  top_ = 0;
  bottom_ = rows - 1;
  winsize size{};
  size.ws_col = static_cast<unsigned short>(columns);
  size.ws_row = static_cast<unsigned short>(rows);
  ioctl(terminal_, TIOCSWINSZ, &size);
}

bool PseudoTerminal::Read(int milliseconds) {
  fd_set set;
  FD_ZERO(&set);
  FD_SET(terminal_, &set);
  timeval time{milliseconds / 1000, (milliseconds % 1000) * 1000};
  if (select(terminal_ + 1, &set, nullptr, nullptr, &time) <= 0) return true;
  char bytes[4096];
  const ssize_t count = read(terminal_, bytes, sizeof bytes);
  if (count <= 0) return false;
  Take({bytes, static_cast<size_t>(count)});
  return true;
}

bool PseudoTerminal::Shows(std::string_view text) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (Screen().find(text) == std::string::npos) {
    if (std::chrono::steady_clock::now() > until || !Read(100)) {
      return Screen().find(text) != std::string::npos;
    }
  }
  return true;
}

void PseudoTerminal::Settle() {
  for (std::string before, now = Screen(); before != now; now = Screen()) {
    before = now;
    Read(100);
  }
}

std::string PseudoTerminal::Screen() const {
  std::string screen;
  for (const auto& row : cells_) {
    std::string line;
    for (const std::string& cell : row) line += cell;
    line.erase(line.find_last_not_of(' ') + 1);
    screen += line + "\n";
  }
  return screen;
}

void PseudoTerminal::Take(std::string_view bytes) {
  waiting_ += bytes;
  size_t at = 0;
  while (at < waiting_.size()) {
    const char c = waiting_[at];
    if (c == '\x1b') {
      if (at + 1 >= waiting_.size()) break;
      const char kind = waiting_[at + 1];
      if (kind == '[') {
        const size_t end = waiting_.find_first_not_of("0123456789;?", at + 2);
        if (end == std::string::npos) break;
        Obey(waiting_[end], std::string_view(waiting_).substr(at + 2, end - at - 2));
        at = end + 1;
      } else if (kind == '(' || kind == ')') {
        if (at + 2 >= waiting_.size()) break;
        at += 3;  // a set of characters
      } else {
        if (kind == 'M') LineBefore();
        if (std::string_view("M=>78").find(kind) == std::string_view::npos) strange_ += kind;
        at += 2;
      }
      continue;
    }
    const size_t length = LengthOf(c);
    if (at + length > waiting_.size()) break;
    if (c == '\r') {
      x_ = 0;
    } else if (c == '\n') {
      x_ = std::min(x_, columns_ - 1);
      NextLine();
    } else if (c == '\b') {
      x_ = std::max(std::min(x_, columns_ - 1) - 1, 0);
    } else if (c == '\t') {
      x_ = std::min((x_ / 8 + 1) * 8, columns_ - 1);
    } else if (static_cast<unsigned char>(c) >= 0x20) {
      Put(std::string_view(waiting_).substr(at, length));
    }  // else padding, a bell, shifts of character sets
    at += length;
  }
  waiting_.erase(0, at);
}

void PseudoTerminal::Put(std::string_view character) {
  // A character behind the last column goes to the next line; the one in the last column does not yet.
  if (x_ == columns_) {
    x_ = 0;
    NextLine();
  }
  cells_[static_cast<size_t>(y_)][static_cast<size_t>(x_)] = character;
  ++x_;
}

// The last line of the region scrolls the others up.
void PseudoTerminal::NextLine() {
  if (y_ != bottom_) {
    y_ = std::min(y_ + 1, rows_ - 1);
    return;
  }
  std::rotate(cells_.begin() + top_, cells_.begin() + top_ + 1, cells_.begin() + bottom_ + 1);
  std::fill(cells_[static_cast<size_t>(bottom_)].begin(), cells_[static_cast<size_t>(bottom_)].end(), " ");
}

// The first one scrolls them down.
void PseudoTerminal::LineBefore() {
  if (y_ != top_) {
    y_ = std::max(y_ - 1, 0);
    return;
  }
  std::rotate(cells_.begin() + top_, cells_.begin() + bottom_, cells_.begin() + bottom_ + 1);
  std::fill(cells_[static_cast<size_t>(top_)].begin(), cells_[static_cast<size_t>(top_)].end(), " ");
}

void PseudoTerminal::Obey(char final, std::string_view parameters) {
  std::vector<int> numbers;
  for (const std::string_view part : Split(parameters, ';'))
    numbers.push_back(std::atoi(std::string(part).c_str()));
  const int first = numbers[0], once = std::max(first, 1);
  if (final != 'm') x_ = std::min(x_, columns_ - 1);
  auto& row = cells_[static_cast<size_t>(y_)];
  const auto from = [&](auto& line) { return line.begin() + std::min(x_, columns_); };
  switch (final) {
    case 'H':
      y_ = std::clamp(once - 1, 0, rows_ - 1);
      x_ = std::clamp((numbers.size() > 1 ? std::max(numbers[1], 1) : 1) - 1, 0, columns_ - 1);
      break;
    case 'A':
      y_ = std::max(y_ - once, 0);
      break;
    case 'B':
      y_ = std::min(y_ + once, rows_ - 1);
      break;
    case 'C':
      x_ = std::min(x_ + once, columns_ - 1);
      break;
    case 'D':
      x_ = std::max(std::min(x_, columns_ - 1) - once, 0);
      break;
    case 'K':
      std::fill(first == 1 ? row.begin() : from(row), first == 1 ? from(row) : row.end(), " ");
      break;
    case 'J':
      std::fill(from(row), row.end(), " ");
      for (auto y = static_cast<size_t>(y_) + 1; y < cells_.size(); ++y)
        std::fill(cells_[y].begin(), cells_[y].end(), " ");
      break;
    case 'r':  // the region that scrolls
      top_ = std::clamp(once - 1, 0, rows_ - 1);
      bottom_ = std::clamp((numbers.size() > 1 ? numbers[1] : rows_) - 1, top_, rows_ - 1);
      x_ = y_ = 0;
      break;
    case 'm':  // attributes
    case 'h':
    case 'l':  // modes
      break;
    default:
      strange_ += final;
  }
}

void PseudoTerminal::Kill() {
  if (pid_ > 0) kill(pid_, SIGKILL);
}

int PseudoTerminal::ExitCode() {
  // A terminal that nobody reads makes the program wait.
  int status = 0;
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (waitpid(pid_, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > until) Kill();
    if (!Read(20)) {
      waitpid(pid_, &status, 0);
      break;
    }
  }
  while (Read(0) && !waiting_.empty()) break;
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace concord::testing
