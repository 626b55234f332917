// Reads lines from a terminal, with editing, history and completion.
#ifndef CONCORD_CLI_LINE_EDITOR_H_
#define CONCORD_CLI_LINE_EDITOR_H_

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace concord {

class LineEditor {
 public:
  // The possible completions of the word before the cursor, given the whole line up to there. Whole words.
  using Complete = std::function<std::vector<std::string>(std::string_view before)>;

  // Standard input and output must be a terminal. Reads the history from the file, if it exists, and writes
  // it there at the end; with an empty path, there is no history file.
  LineEditor(std::filesystem::path history, Complete complete);
  ~LineEditor();
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;

  // The line without its line break; nothing at the end of the input. A caught signal (Ctrl-C) ends the line,
  // and its text is lost.
  std::optional<std::string> Read(std::string_view prompt);
  bool was_interrupted() const;
  void Remember(std::string_view entry);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// How much of the text before the cursor belongs to the word to be completed.
size_t WordLength(std::string_view before);

}  // namespace concord

#endif  // CONCORD_CLI_LINE_EDITOR_H_
