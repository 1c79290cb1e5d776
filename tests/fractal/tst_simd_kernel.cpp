#include "fractal/escape_time.h"
#include "fractal/simd_kernel.h"

#include <QTest>

#include <cmath>
#include <numbers>
#include <random>

using namespace memdelbrot;

namespace {

using Complex = std::complex<double>;

constexpr int rimSamples = 8192;   // of the upper half, the lower being its mirror: closer than 1 - |l|

std::vector<std::int32_t> countsOf(const SimdKernel& kernel, std::vector<double> reals, double imag, std::int32_t limit)
{
    const std::size_t samples = reals.size();
    const std::size_t padded = (samples + kernelPadding - 1) / kernelPadding * kernelPadding;
    reals.resize(padded, reals.back());
    std::vector<std::int32_t> counts(padded, -7);
    kernel.countRow(
        {.reals = reals.data(), .imag = imag, .samples = samples, .maximumIterations = limit, .counts = counts.data()},
        {});
    counts.resize(samples);
    return counts;
}

void compareWithDefinition(const std::vector<double>& reals, double imag, std::int32_t limit)
{
    for (const std::string& target : simdTargets()) {
        const auto kernel = simdKernel(target);
        QVERIFY(kernel);
        const std::vector<std::int32_t> counts = countsOf(*kernel, reals, imag, limit);
        for (std::size_t i = 0; i < reals.size(); ++i) {
            if (counts[i] != escapeTime(Complex(reals[i], imag), limit))
                QFAIL(qPrintable(QStringLiteral("%1: %2 for c = %3 + %4i, limit %5")
                                     .arg(QString::fromStdString(target))
                                     .arg(counts[i])
                                     .arg(reals[i], 0, 'g', 17)
                                     .arg(imag, 0, 'g', 17)
                                     .arg(limit)));
        }
    }
}

// The shortcut's argument at one c on the rim of its region, whose cycle {first, second} (a fixed point: twice the same)
// is given: the orbit from 0, the errors of rounding carried along, comes within `trap` of the cycle and |z| stays small.
bool isTrapped(Complex c, Complex first, Complex second, double trap)
{
    Complex z = c;
    double error = 0;
    for (int step = 0; step < 100'000; ++step) {
        const double size = std::sqrt(std::norm(z));
        if (size + error > 1.9)
            return false;
        if (std::sqrt(std::min(std::norm(z - first), std::norm(z - second))) + error < trap)
            return true;
        error = 2 * size * error + error * error + 2e-15;  // a step's own rounding: |z|, |c| < 2
        z = z * z + c;
    }
    return false;
}

}  // namespace

class TestSimdKernel : public QObject {
    Q_OBJECT

private slots:
    void everyTargetOfThisMachineCanBeForced();
    void unknownTargetsAreRefusedWithTheOnesThereAre();
    void randomSamplesCountAsDefined();
    void limitsThatEndInsideABlockCountAsDefined();
    void theRealNeedleCountsAsDefined();
    void samplesWhoseOrbitMeetsTheBorderExactlyCountAsDefined();
    void samplesBesideTheBorderByUlpsCountAsDefined();
    void enormousAndTinySamplesCountAsDefined();
    void theRimOfTheShrunkCardioidIsTrapped();
    void theRimOfTheShrunkDiscIsTrapped();
    void theRimsOfTheShortcutsCountAsDefined();
};

void TestSimdKernel::everyTargetOfThisMachineCanBeForced()
{
    QVERIFY(!simdTargets().empty());
    for (const std::string& target : simdTargets())
        QCOMPARE(simdKernel(target)->target, target);
    QCOMPARE(simdKernel("")->target, simdTargets().front());
}

void TestSimdKernel::unknownTargetsAreRefusedWithTheOnesThereAre()
{
    const auto kernel = simdKernel("AVX1024");
    QVERIFY(!kernel);
    QCOMPARE(kernel.error().code, ErrorCode::InvalidArgument);
    QVERIFY(kernel.error().detail.find(simdTargets().front()) != std::string::npos);
}

void TestSimdKernel::randomSamplesCountAsDefined()
{
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> real(-2.2, 0.8);
    std::uniform_real_distribution<double> imag(-1.3, 1.3);
    std::uniform_int_distribution<std::size_t> size(1, 150);
    for (int row = 0; row < 200; ++row) {
        std::vector<double> reals(size(random));
        std::ranges::generate(reals, [&] { return real(random); });
        compareWithDefinition(reals, imag(random), row % 10 == 0 ? 1000 : 50);
    }
}

void TestSimdKernel::limitsThatEndInsideABlockCountAsDefined()
{
    std::vector<double> reals;
    for (int i = 0; i < 130; ++i)
        reals.push_back(-2.0 + i * 0.02);
    for (std::int32_t limit = 1; limit < 70; ++limit)
        compareWithDefinition(reals, 0.13, limit);
}

void TestSimdKernel::theRealNeedleCountsAsDefined()
{
    std::vector<double> reals;
    for (int i = 0; i < 256; ++i)
        reals.push_back(-2.0 - 1e-9 + i * 1e-10 * i);
    compareWithDefinition(reals, 0.0, 3000);
    compareWithDefinition(reals, 1e-12, 3000);
}

void TestSimdKernel::samplesWhoseOrbitMeetsTheBorderExactlyCountAsDefined()
{
    compareWithDefinition({-2.0, 0.25, 0.0, 1.0, -1.0, 2.0, -0.75, -1.25}, 0.0,
                          200);  // |z| = 2 for ever at -2, 0.25's is parabolic
    compareWithDefinition({0.0, 0.5, -0.5}, 1.0, 200);
    compareWithDefinition({0.0, 0.5, -0.5}, -1.0, 200);
}

void TestSimdKernel::samplesBesideTheBorderByUlpsCountAsDefined()
{
    // |c^2 + c| = 2 is met at c = r e^(i t); walked over ulp by ulp.
    std::vector<double> reals;
    for (double angle = 0.01; angle < 3.1; angle += 0.031) {
        double low = 0.5;
        double high = 2.5;
        for (int i = 0; i < 200; ++i) {
            const double middle = (low + high) / 2;
            const Complex c = std::polar(middle, angle);
            (std::abs(c * c + c) > 2 ? high : low) = middle;
        }
        const Complex c = std::polar(low, angle);
        reals.clear();
        double real = c.real();
        for (int i = 0; i < 40; ++i)
            real = std::nextafter(real, -10.0);
        for (int i = 0; i < 80; ++i)
            reals.push_back(real = std::nextafter(real, 10.0));
        compareWithDefinition(reals, c.imag(), 30);
    }
}

void TestSimdKernel::enormousAndTinySamplesCountAsDefined()
{
    const std::vector<double> reals{1e308,  -1e308, 1.35e154, -1.35e154, 1e160, 1e-320, -1e-320,
                                    5e-324, 1e-200, 1e-160,   0.0,       -0.0,  3,      -3};
    for (const double imag : {0.0, 1e308, -1e308, 1.35e154, 1e-160, 5e-324, -2.0})
        compareWithDefinition(reals, imag, 100);
}

void TestSimdKernel::theRimOfTheShrunkCardioidIsTrapped()
{
    // A disc of radius r < 1 - |l| about the fixed point goes into itself: |f(z) - a| = |z - a| |z - a + l| <= r (r + |l|).
    // With r = 0.9 (1 - |l|) the room is r * 5e-5, against some 1e-15 of rounding.
    constexpr double rim = 0.9995;
    for (int i = 0; i <= rimSamples; ++i) {
        const Complex multiplier = std::polar(rim, std::numbers::pi * i / rimSamples);
        const Complex fixedPoint = multiplier / 2.0;
        if (!isTrapped(fixedPoint - fixedPoint * fixedPoint, fixedPoint, fixedPoint, 0.9 * (1 - rim)))
            QFAIL(qPrintable(QStringLiteral("not trapped at angle %1").arg(i)));
    }
}

void TestSimdKernel::theRimOfTheShrunkDiscIsTrapped()
{
    // Two steps multiply the distance r from a point p of the cycle by at most (|2p| + r)(|2q| + r(|2p| + r)), q the other.
    constexpr double rim = 0.9995;
    for (int i = 0; i <= rimSamples; ++i) {
        const Complex c = std::polar(rim / 4, std::numbers::pi * i / rimSamples) - 1.0;
        const Complex root = std::sqrt(1.0 - 4.0 * (c + 1.0));
        const Complex first = (-1.0 + root) / 2.0;
        const Complex second = (-1.0 - root) / 2.0;
        constexpr double r = 5e-5;
        for (const auto& [p, q] : {std::pair(first, second), std::pair(second, first)}) {
            const double near = 2 * std::abs(p) + r;
            QVERIFY(near * (2 * std::abs(q) + r * near) < 1 - 1e-4);
        }
        if (!isTrapped(c, first, second, r))
            QFAIL(qPrintable(QStringLiteral("not trapped at angle %1").arg(i)));
    }
}

void TestSimdKernel::theRimsOfTheShortcutsCountAsDefined()
{
    for (int i = 0; i < 60; ++i) {
        const double angle = 2 * std::numbers::pi * i / 60;
        for (const double size : {0.98, 0.9995, 0.9999, 1.0, 1.001}) {
            const Complex half = std::polar(size / 2, angle);
            const Complex cardioid = half - half * half;
            const Complex disc = std::polar(size / 4, angle) - 1.0;
            compareWithDefinition({cardioid.real()}, cardioid.imag(), 2000);
            compareWithDefinition({disc.real()}, disc.imag(), 2000);
        }
    }
}

QTEST_GUILESS_MAIN(TestSimdKernel)
#include "tst_simd_kernel.moc"
