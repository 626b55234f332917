#include "query/index/text_arrays_builder.h"

#include <algorithm>
#include <atomic>
#include <deque>
#include <limits>
#include <numeric>
#include <optional>
#include <set>
#include <utility>

#include "base/parallel.h"
#include "base/text.h"
#include "query/index/passage_reader.h"
#include "query/index/postings.h"
#include "query/index/text_arrays.h"
#include "query/index/text_structure.h"
#include "query/text/reference_entry.h"

namespace concord {
namespace {

// A term that stands in a unit, or in the headings of an entry.
struct Counted {
  TermId term;
  uint32_t text;
  uint32_t count;
};

// Everything of one work. Rows, places and spans count from its first; terms as the thread's table has them.
struct ReadWork {
  unsigned thread = 0;
  ReadPassages passages;
  std::vector<UnitRow> units;
  std::vector<SpanRow> spans;
  std::vector<EntryRow> entries;
  std::vector<Counted> in_units, in_entries;
};

// Counts the terms of one text, and then of the next.
class TermCounter {
 public:
  void Add(const std::vector<Term>& terms, uint32_t text, std::vector<Counted>* counted) {
    for (const Term& term : terms) {
      if (term.id >= last_.size()) last_.resize(std::max<size_t>(1024, 2 * (term.id + 1)), {0, 0});
      Last& last = last_[term.id];
      if (last.round == round_) {
        ++(*counted)[last.at].count;
      } else {
        last = {round_, counted->size()};
        counted->push_back({term.id, text, 1});
      }
    }
  }
  void Next() { ++round_; }

 private:
  struct Last {
    uint64_t round;
    size_t at;
  };
  std::vector<Last> last_;  // by term
  uint64_t round_ = 1;
};

// Reads works, one after the other: for one thread.
class WorkReader {
 public:
  WorkReader(const Snapshot& snapshot, const TextStructure& structure, unsigned thread)
      : snapshot_(snapshot), structure_(structure), thread_(thread) {}

  WordTable& words() { return words_; }

  Result<ReadWork> Read(VertexId document) {
    work_ = {};
    work_.thread = thread_;
    document_ = structure_.node(document);
    const size_t title = BeginUnit(document_, 0, UnitKind::kDocument);
    Count(structure_.Heading(document));
    EndUnit(title, 0);
    bool texted = false;
    for (const VertexId version : structure_.Versions(document)) {
      auto read = ReadVersion(version);
      if (!read) return tl::unexpected(read.error());
      texted = true;
    }
    work_.units[title].untexted = texted ? 0 : 1;
    return std::move(work_);
  }

 private:
  struct Waiting {
    VertexId section;
    std::string headings;
  };

  size_t BeginUnit(NodeId node, NodeId version, UnitKind kind) {
    UnitRow row;
    row.node = node;
    row.version = version;
    row.document = document_;
    row.first_span = static_cast<uint32_t>(work_.spans.size());
    row.kind = static_cast<uint8_t>(kind);
    work_.units.push_back(row);
    counter_.Next();
    return work_.units.size() - 1;
  }
  // `above`: so many words stand in the headings above.
  void EndUnit(size_t unit, size_t above) { work_.units[unit].length += static_cast<uint32_t>(above); }
  const std::vector<Term>& Terms(std::string_view text) {
    terms_.clear();
    words_.Read(text, &terms_);
    return terms_;
  }
  // Words of the unit that was begun last.
  void Count(const std::vector<Term>& terms) {
    counter_.Add(terms, static_cast<uint32_t>(work_.units.size() - 1), &work_.in_units);
    work_.units.back().length += 2 * static_cast<uint32_t>(terms.size());
  }
  void Count(std::string_view text) { Count(Terms(text)); }

  // As query/places/units.cc walks, but each section once, however the edges run.
  Result<void> ReadVersion(VertexId version) {
    const NodeId node = structure_.node(version);
    auto size = snapshot_.BlobSize(node, "text");
    if (!size) return tl::unexpected(size.error());
    if (!*size) return {};
    if (**size >= UINT32_MAX) return Fail(ErrorCode::kLimit, "a text of 4 GiB or more cannot be searched");
    auto text = snapshot_.GetBlob(node, "text");
    if (!text) return tl::unexpected(text.error());
    text_ = *std::move(text);
    version_ = node;
    ReadOutside(node, structure_.Sections(version));
    seen_.clear();
    std::vector<Waiting> stack;
    Push(structure_.Sections(version), {}, &stack);
    while (!stack.empty()) {
      const Waiting here = std::move(stack.back());
      stack.pop_back();
      if (!seen_.insert(here.section).second) continue;
      std::string headings = here.headings;
      if (const std::string& heading = structure_.Heading(here.section); !heading.empty())
        headings += (headings.empty() ? "" : " > ") + heading;
      Push(structure_.Parts(here.section), headings, &stack);
      ReadSection(here.section, headings);
    }
    return {};
  }

  static void Push(std::span<const VertexId> parts, const std::string& headings,
                   std::vector<Waiting>* stack) {
    for (size_t i = parts.size(); i > 0; --i) stack->push_back({parts[i - 1], headings});
  }

  // What of a span none of the parts holds.
  void FindOwn(TextSpan whole, std::span<const VertexId> parts) {
    inside_.clear();
    own_.clear();
    for (const VertexId part : parts) {
      if (const auto span = structure_.Span(part)) inside_.push_back(*span);
    }
    std::ranges::sort(inside_, {}, &TextSpan::start);
    uint64_t at = whole.start;
    for (const TextSpan& part : inside_) {
      if (const uint64_t end = std::min(part.start, whole.end); end > at) own_.push_back({at, end});
      at = std::max(at, part.end);
    }
    if (at < whole.end) own_.push_back({at, whole.end});
  }

  std::string_view TextAt(const TextSpan& span) const {
    return std::string_view(text_).substr(span.start, span.end - span.start);
  }

  // Paragraphs of `own_`. With a unit its words are counted for it, those of reference entries too.
  void ReadOwn(NodeId node, std::string_view headings, const std::vector<Term>& above, bool unit) {
    PassageReader reader(&words_, &work_.passages);
    bool begun = false;
    for (const TextSpan& span : own_) {
      if (unit) work_.spans.push_back({static_cast<uint32_t>(span.start), static_cast<uint32_t>(span.end)});
      const std::string_view piece = TextAt(span);
      for (size_t begin = 0; begin < piece.size();) {
        const size_t end = std::min(piece.find('\n', begin), piece.size());
        const std::string_view line = piece.substr(begin, end - begin);
        if (!line.empty()) {
          const std::vector<Term>& terms = Terms(line);
          if (unit) Count(terms);
          if (!IsReferenceEntry(line) && !IsListed(headings, line)) {
            if (!std::exchange(begun, true)) reader.AddHeadings(node, version_, headings, above);
            reader.Add(line, static_cast<uint32_t>(span.start + begin),
                       static_cast<uint32_t>(span.start + end), terms);
          }
        }
        begin = end + 1;
      }
    }
  }

  void ReadOutside(NodeId version, std::span<const VertexId> sections) {
    FindOwn({0, text_.size()}, sections);
    const bool says = std::ranges::any_of(own_, [&](const TextSpan& s) { return !Trim(TextAt(s)).empty(); });
    if (says) ReadOwn(version, {}, {}, false);
  }

  void ReadSection(VertexId section, const std::string& headings) {
    const auto span = structure_.Span(section);
    if (span && span->end <= text_.size() && span->start <= span->end) {
      FindOwn(*span, structure_.Parts(section));
    } else {
      own_.clear();
    }
    const auto entry = static_cast<uint32_t>(work_.entries.size());
    const auto first = static_cast<uint32_t>(work_.units.size());
    const std::vector<Term> above = Terms(headings);
    counter_.Next();
    counter_.Add(above, entry, &work_.in_entries);
    const size_t unit = BeginUnit(structure_.node(section), version_, UnitKind::kSection);
    ReadOwn(structure_.node(section), headings, above, true);
    EndUnit(unit, above.size());
    for (const VertexId measure : structure_.Measures(section)) {
      const auto words = structure_.Span(measure);
      if (!words || words->end > text_.size() || words->start > words->end) continue;
      const size_t stated = BeginUnit(structure_.node(measure), version_, UnitKind::kMeasure);
      work_.spans.push_back({static_cast<uint32_t>(words->start), static_cast<uint32_t>(words->end)});
      Count(TextAt(*words));
      EndUnit(stated, above.size());
    }
    work_.entries.push_back({first, static_cast<uint32_t>(work_.units.size())});
  }

  const Snapshot& snapshot_;
  const TextStructure& structure_;
  unsigned thread_;
  WordTable words_;
  TermCounter counter_;
  std::vector<Term> terms_;
  // Of the version at work.
  ReadWork work_;
  NodeId document_ = 0, version_ = 0;
  std::string text_;
  std::vector<TextSpan> inside_, own_;
  std::set<VertexId> seen_;
};

// Names one behind the other, with their ends.
struct NameList {
  LargeArray<char> bytes;
  LargeArray<uint32_t> ends;
  void Add(std::string_view name) {
    bytes.insert(bytes.end(), name.begin(), name.end());
    ends.push_back(static_cast<uint32_t>(bytes.size()));
  }
};
// Lists one behind the other, with their ends.
struct ByteLists {
  LargeArray<char> bytes;
  LargeArray<uint64_t> ends;
  void End() { ends.push_back(bytes.size()); }
};

// Puts what was read of each work one behind the other.
class ArraysAssembler {
 public:
  explicit ArraysAssembler(std::vector<ReadWork> works, std::vector<const WordTable*> tables)
      : works_(std::move(works)), tables_(std::move(tables)) {}

  Result<std::shared_ptr<const FlatFile>> Assemble(const SnapshotStamp* stamp) {
    if (auto done = PlaceWorks(); !done) return tl::unexpected(done.error());
    NumberTerms();
    const auto done = RunTasks(HardwareThreads(), 3, [&](size_t task) -> Result<void> {
      if (task == 0) SortPlaces();
      if (task == 1) SortCounts(&ReadWork::in_units, &unit_base_, &in_units_);
      if (task == 2) SortCounts(&ReadWork::in_entries, &entry_base_, &in_entries_);
      return {};
    });
    if (!done) return tl::unexpected(done.error());
    AddAcronyms();
    AddDefinitions();
    AddRows();
    FlatFileBuilder file;
    const auto add = [&](const auto& array) { file.Add(std::span(array.data(), array.size())); };
    add(terms_.bytes), add(terms_.ends);
    add(places_.bytes), add(places_.ends), add(place_counts_);
    add(headings_), add(passages_);
    add(acronyms_.bytes), add(acronyms_.ends);
    add(acronym_places_.bytes), add(acronym_places_.ends), add(acronym_counts_);
    add(definitions_), add(definition_bytes_), add(definition_terms_);
    add(units_), add(spans_), add(entries_);
    add(in_units_.bytes), add(in_units_.ends);
    add(in_entries_.bytes), add(in_entries_.ends);
    return file.Finish(kTextArrays.kind, stamp);
  }

 private:
  // Where the places and rows of each work begin.
  Result<void> PlaceWorks() {
    uint64_t place = 0, unit = 0, entry = 0, passage = 0, heading = 0, span = 0;
    for (const ReadWork& work : works_) {
      place_base_.push_back(static_cast<uint32_t>(place));
      unit_base_.push_back(static_cast<uint32_t>(unit));
      entry_base_.push_back(static_cast<uint32_t>(entry));
      place += work.passages.places;
      unit += work.units.size();
      entry += work.entries.size();
      passage += work.passages.passages.size();
      heading += work.passages.headings.size();
      span += work.spans.size();
    }
    // The highest bit of a count of texts tells postings apart.
    constexpr uint64_t kMost = std::numeric_limits<uint32_t>::max();
    if (place >= kMost || 2 * unit >= kMost || passage >= kMost || heading >= kMost || span >= kMost)
      return Fail(ErrorCode::kLimit, "texts of more than 2^32 words cannot be searched");
    return {};
  }

  void NumberTerms() {
    std::vector<std::string_view> names;
    for (const WordTable* table : tables_) {
      for (TermId term = 0; term < table->size(); ++term) names.emplace_back(table->Name(term));
    }
    std::ranges::sort(names);
    const auto repeated = std::ranges::unique(names);
    names.erase(repeated.begin(), repeated.end());
    for (const std::string_view name : names) terms_.Add(name);
    for (const WordTable* table : tables_) {
      std::vector<TermId>& numbers = numbers_.emplace_back();
      for (TermId term = 0; term < table->size(); ++term) {
        numbers.push_back(
            static_cast<TermId>(std::ranges::lower_bound(names, table->Name(term)) - names.begin()));
      }
    }
  }
  const std::vector<TermId>& NumbersOf(const ReadWork& work) const { return numbers_[work.thread]; }

  // Counting sorts by term: within each the order of works, and so that of places and texts.
  void SortPlaces() {
    place_counts_.resize(terms_.ends.size());
    std::ranges::fill(place_counts_, 0);
    for (const ReadWork& work : works_) {
      for (const ReadPassages::Word& word : work.passages.words) ++place_counts_[NumbersOf(work)[word.term]];
    }
    std::vector<uint64_t> next(terms_.ends.size() + 1, 0);
    std::partial_sum(place_counts_.begin(), place_counts_.end(), next.begin() + 1, std::plus<uint64_t>());
    LargeArray<uint32_t> sorted(next.back());
    for (size_t i = 0; i < works_.size(); ++i) {
      for (const ReadPassages::Word& word : works_[i].passages.words)
        sorted[next[NumbersOf(works_[i])[word.term]]++] = place_base_[i] + word.place;
    }
    uint64_t at = 0;
    for (const uint32_t count : place_counts_) {
      uint32_t last = 0;
      for (const uint64_t limit = at + count; at < limit; ++at) {
        AppendNumber(sorted[at] - last, &places_.bytes);
        last = sorted[at];
      }
      places_.End();
    }
  }

  void SortCounts(std::vector<Counted> ReadWork::*counted, const std::vector<uint32_t>* base,
                  ByteLists* lists) {
    std::vector<uint64_t> next(terms_.ends.size() + 1, 0);
    for (const ReadWork& work : works_) {
      for (const Counted& one : work.*counted) ++next[NumbersOf(work)[one.term] + 1];
    }
    std::partial_sum(next.begin(), next.end(), next.begin());
    LargeArray<Posting> sorted(next.back());
    for (size_t i = 0; i < works_.size(); ++i) {
      for (const Counted& one : works_[i].*counted)
        sorted[next[NumbersOf(works_[i])[one.term]]++] = {(*base)[i] + one.text, one.count};
    }
    uint64_t at = 0;
    for (size_t term = 0; term < terms_.ends.size(); ++term) {
      uint32_t last = 0;
      for (; at < next[term]; ++at) {
        AppendPosting(sorted[at].text - last, sorted[at].count, &lists->bytes);
        last = sorted[at].text;
      }
      lists->End();
    }
  }

  void AddAcronyms() {
    std::map<std::string_view, std::vector<size_t>> works;
    for (size_t i = 0; i < works_.size(); ++i) {
      for (const auto& [acronym, places] : works_[i].passages.acronyms) works[acronym].push_back(i);
    }
    for (const auto& [acronym, some] : works) {
      acronyms_.Add(acronym);
      uint32_t last = 0, count = 0;
      for (const size_t i : some) {
        for (const uint32_t place : works_[i].passages.acronyms.find(acronym)->second) {
          AppendNumber(place_base_[i] + place - last, &acronym_places_.bytes);
          last = place_base_[i] + place;
          ++count;
        }
      }
      acronym_places_.End();
      acronym_counts_.push_back(count);
    }
  }

  void AddDefinitions() {
    std::map<std::pair<std::string_view, std::vector<TermId>>, ReadPassages::Defined> all;
    for (const ReadWork& work : works_) {
      for (const auto& [key, defined] : work.passages.definitions) {
        std::vector<TermId> terms = key.second;
        for (TermId& term : terms) term = NumbersOf(work)[term];
        ReadPassages::Defined& known = all[{key.first, std::move(terms)}];
        if (known.count == 0) known.text = defined.text;
        known.count += defined.count;
      }
    }
    for (const auto& [key, defined] : all) {
      DefinitionRow row;
      row.acronym = static_cast<uint32_t>(definition_bytes_.size());
      definition_bytes_ += key.first;
      row.text = static_cast<uint32_t>(definition_bytes_.size());
      definition_bytes_ += defined.text;
      row.text_end = static_cast<uint32_t>(definition_bytes_.size());
      row.first_term = static_cast<uint32_t>(definition_terms_.size());
      definition_terms_.insert(definition_terms_.end(), key.second.begin(), key.second.end());
      row.last_term = static_cast<uint32_t>(definition_terms_.size());
      row.count = defined.count;
      definitions_.push_back(row);
    }
  }

  void AddRows() {
    for (size_t i = 0; i < works_.size(); ++i) {
      const ReadWork& work = works_[i];
      const auto heading = static_cast<uint32_t>(headings_.size());
      const auto passage = static_cast<uint32_t>(passages_.size());
      const auto span = static_cast<uint32_t>(spans_.size());
      for (HeadingRow row : work.passages.headings) {
        row.begin += place_base_[i], row.end += place_base_[i];
        row.first += passage, row.limit += passage;
        headings_.push_back(row);
      }
      for (PassageRow row : work.passages.passages) {
        row.begin += place_base_[i], row.end += place_base_[i];
        row.headings += heading;
        passages_.push_back(row);
      }
      for (UnitRow row : work.units) {
        row.first_span += span;
        units_.push_back(row);
      }
      spans_.insert(spans_.end(), work.spans.begin(), work.spans.end());
      for (const EntryRow& row : work.entries)
        entries_.push_back({row.first + unit_base_[i], row.limit + unit_base_[i]});
    }
    HeadingRow behind;
    behind.begin = behind.end = UINT32_MAX;
    behind.first = behind.limit = static_cast<uint32_t>(passages_.size());
    headings_.push_back(behind);
    UnitRow last;
    last.first_span = static_cast<uint32_t>(spans_.size());
    units_.push_back(last);
  }

  std::vector<ReadWork> works_;
  std::vector<const WordTable*> tables_;  // by thread
  std::vector<std::vector<TermId>> numbers_;
  std::vector<uint32_t> place_base_, unit_base_, entry_base_;  // by work

  NameList terms_, acronyms_;
  ByteLists places_, in_units_, in_entries_, acronym_places_;
  LargeArray<uint32_t> place_counts_, acronym_counts_;
  LargeArray<HeadingRow> headings_;
  LargeArray<PassageRow> passages_;
  std::vector<DefinitionRow> definitions_;
  std::string definition_bytes_;
  std::vector<TermId> definition_terms_;
  LargeArray<UnitRow> units_;
  LargeArray<SpanRow> spans_;
  LargeArray<EntryRow> entries_;
};

}  // namespace

Result<std::shared_ptr<const FlatFile>> BuildTextArrays(const Snapshot& snapshot,
                                                        const SnapshotStamp* stamp) {
  auto structure = TextStructure::Load(snapshot);
  if (!structure) return tl::unexpected(structure.error());
  const std::span<const VertexId> documents = structure->documents();
  std::vector<ReadWork> works(documents.size());
  const unsigned threads = HardwareThreads();
  std::deque<WorkReader> readers;
  for (unsigned i = 0; i < threads; ++i) readers.emplace_back(snapshot, *structure, i);
  std::atomic<size_t> next = 0;
  const auto done = RunTasks(threads, threads, [&](size_t thread) -> Result<void> {
    for (size_t i = next++; i < documents.size(); i = next++) {
      auto work = readers[thread].Read(documents[i]);
      if (!work) return tl::unexpected(work.error());
      works[i] = *std::move(work);
    }
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  std::vector<const WordTable*> tables;
  for (WorkReader& reader : readers) tables.push_back(&reader.words());
  return ArraysAssembler(std::move(works), std::move(tables)).Assemble(stamp);
}

}  // namespace concord
