#include "query/note.h"

namespace concord {

void SpellParameters(Spelling spelling, std::vector<Note>* notes) {
  for (Note& note : *notes) note.text = SpellParameters(note.text, spelling);
  std::erase_if(*notes, [](const Note& note) { return note.text.empty(); });
}

}  // namespace concord
