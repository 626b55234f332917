#include "cli/review_screen.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/unicode.h"
#include "cli/printable.h"

namespace concord {
namespace {

using Style = ScreenLine::Style;
using Lines = std::vector<ScreenLine>;

constexpr size_t kIndent = 3;

void Add(std::string text, Style style, Lines* lines) { lines->push_back({std::move(text), style}); }

// "A  id  title" in at most two lines, and what it stands under.
void AddHead(std::string_view name, const Framework& framework, const Item& item, size_t width,
             Lines* lines) {
  std::string id = item.id;
  if (id.starts_with(framework.key + ":")) id.erase(0, framework.key.size() + 1);
  std::vector<std::string> wrapped =
      Wrap(Printable(fmt::format("{} {}", id, item.title)), std::max<size_t>(width - kIndent, 1));
  constexpr size_t kMost = 2;
  if (wrapped.size() > kMost) {
    wrapped.resize(kMost);
    wrapped.back() += " …";
  }
  for (size_t i = 0; i < wrapped.size(); ++i)
    Add(Cut((i == 0 ? Pad(std::string(name), kIndent, false) : std::string(kIndent, ' ')) + wrapped[i],
            width),
        Style::kBold, lines);
  std::string above = Printable(item.path);
  if (above.empty() && item.parent >= 0)
    above = Printable(framework.items[static_cast<size_t>(item.parent)].title);
  if (!above.empty()) Add(Cut("   under " + above, width), Style::kDim, lines);
}

// Lines of a text from `scroll` on; "…" for what is above and below.
void AddText(const std::vector<std::string>& text, size_t scroll, size_t room, size_t width, Lines* lines) {
  const size_t first = std::min(scroll, text.size() > room ? text.size() - room : 0);
  for (size_t i = first; i < std::min(text.size(), first + room); ++i) {
    std::string line = std::string(kIndent, ' ') + text[i];
    if (i == first && first > 0) line = " … " + text[i];
    if (i + 1 == first + room && i + 1 < text.size()) line += " …";
    Add(Cut(line, width), Style::kPlain, lines);
  }
}

void AddLabelled(std::string_view label, const std::string& text, size_t most, size_t width, Lines* lines) {
  if (text.empty()) return;
  const std::string indent = Pad(std::string(label), 9, false);
  std::vector<std::string> wrapped = Wrap(Printable(text), std::max<size_t>(width - indent.size(), 1));
  if (wrapped.size() > most) {
    wrapped.resize(most);
    wrapped.back() += " …";
  }
  for (size_t i = 0; i < wrapped.size(); ++i)
    Add(Cut((i == 0 ? indent : std::string(indent.size(), ' ')) + wrapped[i], width), Style::kPlain, lines);
}

std::string DecisionText(const ReviewQueue& queue) {
  const Decision* decision = queue.decision();
  if (decision == nullptr) return "open";
  return fmt::format("{}, {}{}", VerdictName(decision->verdict), decision->date.ToString(),
                     decision->object.empty() ? " (of the item above, to all of the other side)" : "");
}

void AddPair(const ReviewQueue& queue, const ScreenState& state, size_t width, size_t height, Lines* lines) {
  const ReviewPair& pair = *queue.current();
  const Framework &a = queue.review().a(), &b = queue.review().b();
  const Item &subject = a.items[pair.subject], &object = b.items[pair.object];
  Lines head_a, head_b, rest;
  AddHead("A", a, subject, width, &head_a);
  AddHead("B", b, object, width, &head_b);
  Add("", Style::kPlain, &rest);
  AddLabelled("why", WhyOf(pair), 2, width, &rest);
  std::string scores;
  for (const ReviewPair::Score& score : pair.scores)
    scores += fmt::format("{}{} {:.2f}", scores.empty() ? "" : ", ", score.name, score.value);
  AddLabelled("scores", scores, 1, width, &rest);
  const std::vector<std::string> stated = queue.stated();
  constexpr size_t kMostStated = 2;
  for (size_t i = 0; i < std::min(kMostStated, stated.size()); ++i)
    AddLabelled(i == 0 ? "stated" : "", stated[i], 1, width, &rest);
  if (stated.size() > kMostStated)
    AddLabelled("", fmt::format("… and {} more", stated.size() - kMostStated), 1, width, &rest);
  AddLabelled("decision", DecisionText(queue), 1, width, &rest);
  AddLabelled("note", queue.note(), 2, width, &rest);

  const std::vector<std::string> text_a = Wrap(Printable(subject.text), width - kIndent),
                                 text_b = Wrap(Printable(object.text), width - kIndent);
  const size_t used = head_a.size() + 1 + head_b.size() + rest.size();
  const size_t room = height > used ? height - used : 0;
  // What one text does not need is the other's.
  const size_t half = room / 2;
  const size_t room_a = std::min(text_a.size(), std::max(half, room - std::min(room, text_b.size())));
  const size_t room_b = room - std::min(room, room_a);
  std::ranges::move(head_a, std::back_inserter(*lines));
  AddText(text_a, state.scroll, room_a, width, lines);
  Add("", Style::kPlain, lines);
  std::ranges::move(head_b, std::back_inserter(*lines));
  AddText(text_b, state.scroll, room_b, width, lines);
  std::ranges::move(rest, std::back_inserter(*lines));
}

void AddEnd(const ReviewQueue& queue, size_t width, Lines* lines) {
  const size_t open = queue.open();
  Add("", Style::kPlain, lines);
  Add(Cut(queue.size() == 0 ? "There is no pair to review."
                            : fmt::format("That was the last pair. {} of {} are open.", open, queue.size()),
          width),
      Style::kBold, lines);
  Add("", Style::kPlain, lines);
  if (open > 0) Add(Cut("s  those that were skipped, again", width), Style::kPlain, lines);
  if (queue.decided() > 0) Add(Cut("u  undo the last decision", width), Style::kPlain, lines);
  Add("q  quit; all decisions are stored", Style::kPlain, lines);
}

}  // namespace

const std::vector<ReviewKey>& ReviewKeys() {
  static const std::vector<ReviewKey> keys = {
      {'=', "equal: A and B ask the same", Verdict::kEqual},
      {'<', "subset: A lies within B", Verdict::kSubset},
      {'>', "superset: A contains B", Verdict::kSuperset},
      {'&', "intersects: both share something, and each has more", Verdict::kIntersects},
      {'0', "no relationship: they share nothing", Verdict::kNoRelationship},
      {'r', "reject: not to be stated, without saying why", Verdict::kRejected},
      {'x', "no counterpart: nothing in B answers A; its other pairs are passed over",
       Verdict::kNoCounterpart},
      {'w', "withdraw: what was decided of this pair holds no longer", Verdict::kWithdrawn},
      {'s', "skip to the next open pair", {}},
      {'b', "back to the pair before", {}},
      {'u', "undo the last decision of this session", {}},
      {'n', "note, which the next decision carries", {}},
      {'?', "this help", {}},
      {'q', "quit; each decision is stored when it is taken", {}},
  };
  return keys;
}

std::vector<ScreenLine> DrawReview(const ReviewQueue& queue, const ScreenState& state, int width,
                                   int height) {
  Lines lines;
  const auto columns = static_cast<size_t>(std::max(width, 1)),
             rows = static_cast<size_t>(std::max(height, 1));
  if (width < kLeastColumns || height < kLeastLines) {
    Add(Cut(fmt::format("needs {} x {}", kLeastColumns, kLeastLines), columns), Style::kPlain, &lines);
    lines.resize(rows);
    return lines;
  }
  const Review& review = queue.review();
  const std::string place = fmt::format("{} of {}, {} open", std::min(queue.position() + 1, queue.size()),
                                        queue.size(), queue.open());
  const std::string title =
      Cut(Printable(fmt::format(" A {}  B {}  by {}", review.a().key, review.b().key, review.reviewer())),
          columns - std::min(columns - 1, DisplayWidth(place) + 2));
  Add(Pad(title, columns - DisplayWidth(place) - 1, false) + place + " ", Style::kReverse, &lines);

  constexpr size_t kFoot = 4;  // a message, two lines of keys, and one that stays empty for the cursor
  const size_t body = rows - 1 - kFoot;
  if (state.help) {
    for (const ReviewKey& key : ReviewKeys())
      Add(Cut(fmt::format("{}  {}", key.key, key.title), columns), Style::kPlain, &lines);
  } else if (queue.current() == nullptr) {
    AddEnd(queue, columns, &lines);
  } else {
    AddPair(queue, state, columns, body, &lines);
  }
  lines.resize(1 + body);  // on a small terminal what stands last gives way
  if (state.note) {
    // The end of a long note is what one types.
    const bool blank = state.note->ends_with(' ');
    const std::string shown = "note: " + Printable(*state.note) + (blank ? " _" : "_");
    size_t at = 0;
    while (DisplayWidth(std::string_view(shown).substr(at)) > columns - 1) NextCodePoint(shown, &at);
    Add(shown.substr(at), Style::kBold, &lines);
    Add(Cut("Enter keeps it, Esc leaves it as it was", columns), Style::kDim, &lines);
  } else {
    Add(Cut(Printable(state.message), columns), Style::kBold, &lines);
    Add(Cut("= equal  < A within B  > A contains B  & intersects  0 no relationship", columns), Style::kDim,
        &lines);
    Add(Cut("r reject  x no counterpart  s skip  b back  u undo  n note  ? help  q quit", columns),
        Style::kDim, &lines);
  }
  lines.resize(rows);
  return lines;
}

}  // namespace concord
