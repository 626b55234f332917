#include "ingest/source/placed_text.h"

#include <algorithm>

namespace concord {

void PlacedText::Add(std::string_view text, uint64_t at) {
  if (text.empty()) return;
  const bool goes_on = !runs_.empty() && runs_.back().length == kExact &&
                       runs_.back().at + (text_.size() - runs_.back().start) == at;
  if (!goes_on) runs_.push_back({text_.size(), at, kExact});
  text_ += text;
}

void PlacedText::AddFor(std::string_view text, uint64_t at, uint32_t length) {
  if (text.empty()) return;
  runs_.push_back({text_.size(), at, length});
  text_ += text;
}

void PlacedText::AddPart(const PlacedText& other, size_t start, size_t end) {
  for (const Piece& piece : other.Pieces(start, end)) {
    if (piece.length) {
      AddFor(piece.text, piece.at, *piece.length);
    } else {
      Add(piece.text, piece.at);
    }
  }
}

std::vector<Piece> PlacedText::Pieces(size_t start, size_t end) const {
  std::vector<Piece> pieces;
  end = std::min(end, text_.size());
  auto run = std::upper_bound(runs_.begin(), runs_.end(), start,
                              [](size_t place, const Run& other) { return place < other.start; });
  if (run != runs_.begin()) --run;
  for (; run != runs_.end() && run->start < end; ++run) {
    const size_t run_end = run + 1 == runs_.end() ? text_.size() : (run + 1)->start;
    const size_t from = std::max(start, run->start);
    const size_t to = std::min(end, run_end);
    if (from >= to) continue;
    const std::string_view text = std::string_view(text_).substr(from, to - from);
    if (run->length == kExact) {
      pieces.push_back({text, run->at + (from - run->start)});
    } else {
      pieces.push_back({text, run->at, run->length});
    }
  }
  return pieces;
}

}  // namespace concord
