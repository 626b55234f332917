#include "server/deflater.h"

#include <zlib.h>

#include <array>

namespace concord {
namespace {

constexpr int kSpeed = 5;                        // most of what level 9 saves, in a third of its time
constexpr size_t kMostAtOnce = size_t{1} << 30;  // zlib counts in 32 bits

}  // namespace

struct Deflater::Stream {
  z_stream state{};
};

Deflater::Deflater(Wrapper wrapper) : stream_(std::make_unique<Stream>()) {
  const int window = wrapper == Wrapper::kGzip ? 16 + MAX_WBITS : -MAX_WBITS;
  deflateInit2(&stream_->state, kSpeed, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
}

Deflater::~Deflater() { deflateEnd(&stream_->state); }

std::string Deflater::Run(std::string_view bytes, int flush) {
  std::string out;
  z_stream& state = stream_->state;
  state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  state.avail_in = static_cast<uInt>(bytes.size());
  std::array<char, 32 * 1024> buffer;
  do {
    state.next_out = reinterpret_cast<Bytef*>(buffer.data());
    state.avail_out = static_cast<uInt>(buffer.size());
    deflate(&state, flush);
    out.append(buffer.data(), buffer.size() - state.avail_out);
  } while (state.avail_out == 0);
  return out;
}

std::string Deflater::Add(std::string_view bytes) {
  std::string out;
  for (size_t from = 0; from < bytes.size(); from += kMostAtOnce) {
    const std::string_view part = bytes.substr(from, kMostAtOnce);
    crc_ = static_cast<uint32_t>(
        crc32(crc_, reinterpret_cast<const Bytef*>(part.data()), static_cast<uInt>(part.size())));
    bytes_ += part.size();
    out += Run(part, Z_NO_FLUSH);
  }
  return out;
}

std::string Deflater::Finish() { return Run({}, Z_FINISH); }

}  // namespace concord
