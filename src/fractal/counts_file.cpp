#include "fractal/counts_file.h"

#include "decode/npy.h"

#include <QSaveFile>

#include <bit>

namespace memdelbrot {

static_assert(std::endian::native == std::endian::little);   // counts go to the file as they lie in memory

namespace {

bool writeAll(QSaveFile& file, std::span<const std::byte> bytes)
{
    const auto size = static_cast<qint64>(bytes.size());
    return file.write(reinterpret_cast<const char*>(bytes.data()), size) == size;
}

}  // namespace

Result<void> writeNpy(const CountsArray& counts, const std::string& path)
{
    const auto header =
        npyHeader(Dtype::fromKind(DtypeKind::SignedInteger, sizeof(std::int32_t)),
                  {static_cast<std::uint64_t>(counts.height()), static_cast<std::uint64_t>(counts.width())});
    QSaveFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::WriteOnly) || !writeAll(file, header) || !writeAll(file, std::as_bytes(counts.counts()))
        || !file.commit())
        return failure({.code = ErrorCode::System, .subject = path, .detail = file.errorString().toStdString()});
    return {};
}

}  // namespace memdelbrot
