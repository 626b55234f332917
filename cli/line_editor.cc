// libedit does the editing: this is the only file that knows it.
#include "cli/line_editor.h"

#include <histedit.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>

namespace concord {

size_t WordLength(std::string_view before) {
  const auto in_word = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  size_t length = 0;
  while (length < before.size() && in_word(before[before.size() - 1 - length])) ++length;
  return length;
}

struct LineEditor::State {
  EditLine* editor = nullptr;
  History* history = nullptr;
  std::filesystem::path file;
  std::string prompt;
  Complete complete;
  bool was_interrupted = false;
};

namespace {

struct Shared {
  std::string* prompt;
  LineEditor::Complete* complete;
};

char* Prompt(EditLine* editor) {
  void* data = nullptr;
  el_get(editor, EL_CLIENTDATA, &data);
  return static_cast<Shared*>(data)->prompt->data();
}

// Inserts what all candidates have in common; shows them when that is nothing new.
unsigned char CompleteWord(EditLine* editor, int) {
  void* data = nullptr;
  el_get(editor, EL_CLIENTDATA, &data);
  const LineInfo* line = el_line(editor);
  const std::string_view before(line->buffer, static_cast<size_t>(line->cursor - line->buffer));
  const std::vector<std::string> words = (*static_cast<Shared*>(data)->complete)(before);
  if (words.empty()) return CC_REFRESH_BEEP;
  std::string common = words.front();
  for (const std::string& word : words) {
    size_t same = 0;
    while (same < std::min(common.size(), word.size()) && common[same] == word[same]) ++same;
    common.resize(same);
  }
  const size_t typed = WordLength(before);
  if (words.size() == 1 || common.size() > typed) {
    el_deletestr(editor, static_cast<int>(typed));
    el_insertstr(editor, common.c_str());
    return CC_REFRESH;
  }
  std::fputc('\n', stdout);
  constexpr size_t kShown = 60;
  for (size_t i = 0; i < std::min(words.size(), kShown); ++i) std::fprintf(stdout, "%s  ", words[i].c_str());
  if (words.size() > kShown) std::fprintf(stdout, "and %zu more", words.size() - kShown);
  std::fputc('\n', stdout);
  return CC_REDISPLAY;
}

}  // namespace

LineEditor::LineEditor(std::filesystem::path history, Complete complete) : state_(std::make_unique<State>()) {
  static thread_local Shared shared;
  state_->file = std::move(history);
  state_->complete = std::move(complete);
  shared = {&state_->prompt, &state_->complete};
  state_->editor = el_init("concord", stdin, stdout, stderr);
  state_->history = history_init();
  HistEvent event;
  ::history(state_->history, &event, H_SETSIZE, 2000);
  ::history(state_->history, &event, H_SETUNIQUE, 1);
  if (!state_->file.empty()) ::history(state_->history, &event, H_LOAD, state_->file.c_str());
  EditLine* editor = state_->editor;
  el_set(editor, EL_CLIENTDATA, &shared);
  el_set(editor, EL_PROMPT, Prompt);
  el_set(editor, EL_EDITOR, "emacs");
  el_set(editor, EL_HIST, ::history, state_->history);
  el_set(editor, EL_ADDFN, "concord-complete", "Complete the word", CompleteWord);
  el_set(editor, EL_BIND, "^I", "concord-complete", nullptr);
  el_set(editor, EL_BIND, "^R", "em-inc-search-prev", nullptr);
  el_set(editor, EL_SIGNAL, 1);
  el_source(editor, nullptr);  // what the user has in ~/.editrc
}

LineEditor::~LineEditor() {
  HistEvent event;
  if (!state_->file.empty()) ::history(state_->history, &event, H_SAVE, state_->file.c_str());
  history_end(state_->history);
  el_end(state_->editor);
}

std::optional<std::string> LineEditor::Read(std::string_view prompt) {
  state_->prompt = prompt;
  int count = 0;
  // libedit shows the prompt first and makes the terminal pass single keys after that. A Ctrl-D or an arrow
  // that came in between would be lost.
  el_set(state_->editor, EL_PREP_TERM, 1);
  const char* line = el_gets(state_->editor, &count);
  state_->was_interrupted = count < 0 && errno == EINTR;
  if (state_->was_interrupted) {
    el_reset(state_->editor);
    std::fputc('\n', stdout);
    return "";
  }
  if (line == nullptr || count <= 0) return std::nullopt;
  std::string text(line, static_cast<size_t>(count));
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  return text;
}

bool LineEditor::was_interrupted() const { return state_->was_interrupted; }

void LineEditor::Remember(std::string_view entry) {
  HistEvent event;
  const std::string text(entry);
  ::history(state_->history, &event, H_ENTER, text.c_str());
}

}  // namespace concord
