// Lines from a terminal, with editing, history and completion.
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
  // What the word before the cursor may become, given all of the line up to there. Whole words.
  using Complete = std::function<std::vector<std::string>(std::string_view before)>;

  // Standard input and output must be a terminal. The history is read from the file, where there is one, and
  // written to it at the end; an empty path keeps none.
  LineEditor(std::filesystem::path history, Complete complete);
  ~LineEditor();
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;

  // Without its line break; nothing at the end of the input. A signal that is caught (Ctrl-C) ends the line,
  // and what was typed of it is lost.
  std::optional<std::string> Read(std::string_view prompt);
  bool was_interrupted() const;
  void Remember(std::string_view entry);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// How much of the text before the cursor belongs to the word that is completed.
size_t WordLength(std::string_view before);

}  // namespace concord

#endif  // CONCORD_CLI_LINE_EDITOR_H_
