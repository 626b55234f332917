#include "ingest/source/offset_map.h"

#include <algorithm>
#include <limits>

namespace concord {
namespace {

void PutVarint(uint64_t value, std::string* out) {
  for (; value >= 0x80; value >>= 7) *out += static_cast<char>(value | 0x80);
  *out += static_cast<char>(value);
}

// False at the end of the bytes or beyond 64 bits.
bool GetVarint(std::string_view* bytes, uint64_t* value) {
  *value = 0;
  for (unsigned shift = 0; shift < 64 && !bytes->empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes->front());
    bytes->remove_prefix(1);
    if (shift == 63 && byte > 1) return false;
    *value |= static_cast<uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return true;
  }
  return false;
}

// Zigzag: small numbers of either sign become small numbers.
uint64_t FromSigned(int64_t value) {
  return (static_cast<uint64_t>(value) << 1) ^ static_cast<uint64_t>(value >> 63);
}
int64_t ToSigned(uint64_t value) {
  return static_cast<int64_t>(value >> 1) ^ -static_cast<int64_t>(value & 1);
}

// First byte of Encode's output; another layout gets another one.
constexpr char kLayout = 1;

}  // namespace

void OffsetMap::Add(uint32_t text_length, uint64_t source_start, uint32_t source_length) {
  if (text_length == 0) return;  // dropped bytes: the next run's start tells
  if (!runs_.empty() && text_length == source_length) {
    Run& last = runs_.back();
    if (last.text_length == last.source_length && last.source_start + last.source_length == source_start) {
      last.text_length += text_length;
      last.source_length += source_length;
      text_size_ += text_length;
      return;
    }
  }
  runs_.push_back({text_size_, text_length, source_start, source_length});
  text_size_ += text_length;
}

void OffsetMap::Append(const OffsetMap& other) {
  for (const Run& run : other.runs_) Add(run.text_length, run.source_start, run.source_length);
}

void OffsetMap::Truncate(uint32_t text_size) {
  while (!runs_.empty() && runs_.back().text_start >= text_size) runs_.pop_back();
  text_size_ = runs_.empty() ? 0 : std::min(text_size_, text_size);
  if (runs_.empty()) return;
  Run& last = runs_.back();
  const uint32_t kept = std::min(last.text_length, text_size_ - last.text_start);
  if (last.text_length == last.source_length) last.source_length = kept;
  last.text_length = kept;
}

OffsetMap::SourceSpan OffsetMap::ToSource(Span span) const {
  // The first run that ends behind the start; an empty span at a run's end belongs to the run before.
  auto run = std::ranges::upper_bound(runs_, span.start, {}, &Run::text_start);
  if (run != runs_.begin()) --run;
  if (run == runs_.end()) return {};
  const auto exact = [](const Run& r) { return r.text_length == r.source_length; };
  SourceSpan found{std::numeric_limits<uint64_t>::max(), 0};
  if (span.empty()) {
    const uint64_t at = exact(*run)
                            ? run->source_start + std::min(span.start - run->text_start, run->text_length)
                            : run->source_start;
    return {at, at};
  }
  for (; run != runs_.end() && run->text_start < span.end; ++run) {
    if (run->source_length == 0) continue;  // text of ours: not in the source
    uint64_t start = run->source_start, end = run->source_start + run->source_length;
    if (exact(*run)) {
      if (span.start > run->text_start) start += span.start - run->text_start;
      const uint32_t run_end = run->text_start + run->text_length;
      if (span.end < run_end) end -= run_end - span.end;
      if (start >= end) continue;  // beyond the text
    }
    found.start = std::min(found.start, start);
    found.end = std::max(found.end, end);
  }
  if (found.start <= found.end) return found;
  // Nothing but text of ours: the place where it was put in.
  run = std::ranges::upper_bound(runs_, span.start, {}, &Run::text_start);
  if (run != runs_.begin()) --run;
  return {run->source_start, run->source_start};
}

OffsetMap OffsetMap::After(const OffsetMap& decoding) const {
  OffsetMap composed;
  composed.runs_.reserve(runs_.size());
  // `near` walks along: readers go through their input nearly in order.
  size_t near = 0;
  const auto& inner = decoding.runs_;
  const auto place = [&](uint64_t offset) {
    while (near > 0 && inner[near].text_start > offset) --near;
    while (near + 1 < inner.size() && inner[near + 1].text_start <= offset) ++near;
  };
  for (const Run& run : runs_) {
    const bool exact = run.text_length == run.source_length;
    if (inner.empty()) {
      composed.Add(run.text_length, run.source_start, run.source_length);
    } else if (!exact) {
      const auto start = static_cast<uint32_t>(run.source_start);
      const SourceSpan source = decoding.ToSource({start, start + run.source_length});
      composed.Add(run.text_length, source.start, static_cast<uint32_t>(source.end - source.start));
    } else {
      // Cut the run where the inner runs meet.
      uint32_t done = 0;
      while (done < run.text_length) {
        const uint64_t at = run.source_start + done;
        place(at);
        const Run& part = inner[near];
        const auto skip = static_cast<uint32_t>(at - part.text_start);
        const uint32_t left = skip < part.text_length ? part.text_length - skip : 0;
        const uint32_t length = left == 0 ? run.text_length - done : std::min(run.text_length - done, left);
        if (part.text_length == part.source_length) {
          composed.Add(length, part.source_start + skip, length);
        } else {
          composed.Add(length, part.source_start, part.source_length);
        }
        done += length;
      }
    }
  }
  return composed;
}

// Layout: the byte 1, the number of runs, then for each its text length, its source start less the end of
// the run before (zigzag), and its source length plus one, or 0 for "as long as the text"; all varints.
std::string OffsetMap::Encode() const {
  std::string bytes(1, kLayout);
  PutVarint(runs_.size(), &bytes);
  uint64_t expected = 0;
  for (const Run& run : runs_) {
    PutVarint(run.text_length, &bytes);
    PutVarint(FromSigned(static_cast<int64_t>(run.source_start - expected)), &bytes);
    PutVarint(run.source_length == run.text_length ? 0 : uint64_t{run.source_length} + 1, &bytes);
    expected = run.source_start + run.source_length;
  }
  return bytes;
}

Result<OffsetMap> OffsetMap::Decode(std::string_view bytes) {
  const auto corrupt = [] { return Fail(ErrorCode::kCorrupt, "an offset map is not what was written"); };
  uint64_t count = 0;
  if (bytes.empty() || bytes.front() != kLayout) return corrupt();
  bytes.remove_prefix(1);
  if (!GetVarint(&bytes, &count) || count > bytes.size() / 3)
    return corrupt();  // a run has three bytes or more
  constexpr uint64_t kMost = std::numeric_limits<uint32_t>::max();
  OffsetMap map;
  map.runs_.reserve(count);
  uint64_t expected = 0;
  for (uint64_t i = 0; i < count; ++i) {
    uint64_t text_length = 0, distance = 0, length = 0;
    if (!GetVarint(&bytes, &text_length) || !GetVarint(&bytes, &distance) || !GetVarint(&bytes, &length)) {
      return corrupt();
    }
    const uint64_t source_length = length == 0 ? text_length : length - 1;
    const uint64_t source_start = expected + static_cast<uint64_t>(ToSigned(distance));
    if (text_length == 0 || text_length + map.text_size_ > kMost || source_length > kMost ||
        source_start > uint64_t{1} << 62) {
      return corrupt();
    }
    map.runs_.push_back({map.text_size_, static_cast<uint32_t>(text_length), source_start,
                         static_cast<uint32_t>(source_length)});
    map.text_size_ += static_cast<uint32_t>(text_length);
    expected = source_start + source_length;
  }
  if (!bytes.empty()) return corrupt();
  return map;
}

}  // namespace concord
