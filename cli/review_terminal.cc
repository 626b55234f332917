#include "cli/review_terminal.h"

#include <fmt/format.h>
#include <langinfo.h>

// Functions instead of macros: `erase` and `move` are words of the standard library too.
#define NCURSES_NOMACROS 1
#define NCURSES_WIDECHAR 1
#include <ncurses.h>

#include <algorithm>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "base/unicode.h"
#include "cli/review_screen.h"
#include "cli/terminal_type.h"

namespace concord {
namespace {

constexpr wint_t kEscape = 27, kControlC = 3, kControlH = 8, kDelete = 127;

class ReviewTerminal {
 public:
  explicit ReviewTerminal(ReviewQueue* queue) : queue_(*queue) {}
  ~ReviewTerminal() {
    if (screen_ == nullptr) return;
    endwin();
    delscreen(screen_);
  }
  ReviewTerminal(const ReviewTerminal&) = delete;
  ReviewTerminal& operator=(const ReviewTerminal&) = delete;

  Result<void> Run() {
    // Texts are UTF-8, whatever the locale says.
    setlocale(LC_ALL, "");
    if (std::string_view(nl_langinfo(CODESET)) != "UTF-8") setlocale(LC_CTYPE, "C.UTF-8");
    screen_ = IsKnownTerminal() ? newterm(nullptr, stdout, stdin) : nullptr;
    if (screen_ == nullptr) {
      const char* name = std::getenv("TERM");
      return Fail(ErrorCode::kUsage,
                  fmt::format("the terminal '{}' (TERM) is not known; review by file instead: --out, --in",
                              name == nullptr ? "" : name));
    }
    raw();  // Ctrl-C is a key, so that the terminal is always left as it was
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    set_escdelay(50);
    curs_set(0);
    bool goes_on = true;
    while (goes_on) {
      Draw();
      wint_t key = 0;
      const int kind = wget_wch(stdscr, &key);
      if (kind == ERR) break;  // the terminal went away
      goes_on = state_.note ? Type(key, kind == KEY_CODE_YES) : Press(key, kind == KEY_CODE_YES);
    }
    return {};
  }

 private:
  void Draw() {
    werase(stdscr);
    const int width = getmaxx(stdscr), height = getmaxy(stdscr);
    const std::vector<ScreenLine> lines = DrawReview(queue_, state_, width, height);
    for (int y = 0; y < static_cast<int>(lines.size()); ++y) {
      const ScreenLine& line = lines[static_cast<size_t>(y)];
      constexpr attr_t kStyles[] = {A_NORMAL, A_BOLD, A_DIM, A_REVERSE};
      wattrset(stdscr, static_cast<int>(kStyles[static_cast<size_t>(line.style)]));
      mvwaddnstr(stdscr, y, 0, line.text.c_str(), static_cast<int>(line.text.size()));
    }
    wattrset(stdscr, static_cast<int>(A_NORMAL));
    wrefresh(stdscr);
  }

  // While a note is typed. False ends the queue.
  bool Type(wint_t key, bool special) {
    std::string& note = *state_.note;
    if (!special && key == kControlC) return false;
    if (special ? key == KEY_ENTER : key == '\r' || key == '\n') {
      const auto kept = queue_.SetNote(note);
      state_.message = kept ? "" : kept.error().ToString();
      state_.note.reset();
    } else if (!special && key == kEscape) {
      state_.note.reset();
    } else if (special ? key == KEY_BACKSPACE : key == kDelete || key == kControlH) {
      while (!note.empty() && (static_cast<unsigned char>(note.back()) & 0xC0) == 0x80) note.pop_back();
      if (!note.empty()) note.pop_back();
    } else if (!special && !IsControl(static_cast<char32_t>(key))) {
      AppendUtf8(static_cast<char32_t>(key), &note);
    }
    return true;
  }

  bool Press(wint_t key, bool special) {
    if (special) {
      if (key == KEY_DOWN) ++state_.scroll;
      if (key == KEY_UP && state_.scroll > 0) --state_.scroll;
      if (key == KEY_NPAGE) state_.scroll += 8;
      if (key == KEY_PPAGE) state_.scroll -= std::min<size_t>(state_.scroll, 8);
      state_.scroll = std::min(state_.scroll, LinesOfTexts());
      return true;
    }
    if (key == 'q' || key == kControlC) return false;
    const bool help = key == '?' && !state_.help;
    state_ = ScreenState();
    state_.help = help;
    if (key == 's' || key == ' ') {
      if (queue_.current() != nullptr) {
        queue_.Skip();
      } else if (!queue_.Again()) {
        state_.message = "no pair is open";
      }
    } else if (key == 'b') {
      queue_.Back();
    } else if (key == 'n' && queue_.current() != nullptr) {
      state_.note = queue_.note();
    } else if (key == 'u') {
      const auto undone = queue_.Undo();
      state_.message = !undone ? undone.error().ToString() : *undone ? "taken back" : "nothing to undo";
    } else {
      for (const ReviewKey& known : ReviewKeys()) {
        if (known.verdict && key == static_cast<wint_t>(known.key)) Decide(*known.verdict);
      }
    }
    return true;
  }

  void Decide(Verdict verdict) {
    if (queue_.current() == nullptr) return;
    const ReviewPair& pair = *queue_.current();
    const std::string what = verdict == Verdict::kNoCounterpart
                                 ? queue_.review().a().items[pair.subject].id
                                 : fmt::format("{} and {}", queue_.review().a().items[pair.subject].id,
                                               queue_.review().b().items[pair.object].id);
    const auto decided = queue_.Decide(verdict);
    state_.message = decided ? fmt::format("stored: {}: {}", what, VerdictName(verdict))
                             : "not stored: " + decided.error().ToString();
  }

  // No text has more lines than this, so that what was scrolled too far comes back at once.
  size_t LinesOfTexts() const {
    const ReviewPair* pair = queue_.current();
    if (pair == nullptr) return 0;
    const size_t bytes = std::max(queue_.review().a().items[pair->subject].text.size(),
                                  queue_.review().b().items[pair->object].text.size());
    return bytes / static_cast<size_t>(std::max(getmaxx(stdscr) / 2, 1));
  }

  ReviewQueue& queue_;
  ScreenState state_;
  SCREEN* screen_ = nullptr;
};

}  // namespace

Result<void> RunReviewTerminal(ReviewQueue* queue) { return ReviewTerminal(queue).Run(); }

}  // namespace concord
