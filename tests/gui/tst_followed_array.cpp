#include "gui/models/followed_array.h"

#include "gui/models/allocation_list_model.h"

#include <QtTest>

using namespace memdelbrot;

namespace {

Allocation counts(std::uint64_t begin, std::uint64_t height, std::uint64_t width)
{
    return {.name = "counts",
            .target = TargetId(1),
            .range = AddressRange::fromSize(Address(begin), height * width * 4),
            .view = {.dtype = Dtype::fromKind(DtypeKind::SignedInteger, 4), .shape = {height, width}, .strides = {}}};
}

}  // namespace

class FollowedArrayTest final : public QObject {
    Q_OBJECT

private slots:
    void anArrayThatIsReshapedHasAnotherShape()
    {
        auto followed = FollowedArray::of(placeOf(counts(0x1000, 4, 6)), {counts(0x1000, 4, 6)});
        QVERIFY(followed);
        QVERIFY(!followed->change({counts(0x1000, 4, 6)}));
        const auto place = followed->change({counts(0x1000, 6, 4)});
        QVERIFY(place);
        QCOMPARE(place->address, Address(0x1000));
        QCOMPARE(place->view->shape, (Shape{6, 4}));
        QVERIFY(!followed->change({counts(0x1000, 6, 4)}));
    }

    void anArrayThatIsMadeAnewIsFoundByItsName()
    {
        auto followed = FollowedArray::of(placeOf(counts(0x1000, 4, 6)), {counts(0x1000, 4, 6)});
        QVERIFY(!followed->change({}));   // gone for the moment
        const auto place = followed->change({counts(0x8000, 40, 60)});
        QVERIFY(place);
        QCOMPARE(place->address, Address(0x8000));
        QCOMPARE(place->label, std::string("alloc:counts"));
    }

    void theRestOfAnArrayStaysTheRest()
    {
        Place place = placeOf(counts(0x1000, 4, 6));
        place.address = Address(0x1008);
        place.view->shape = {22};
        auto followed = FollowedArray::of(place, {counts(0x1000, 4, 6)});
        QVERIFY(followed);
        const auto longer = followed->change({counts(0x1000, 5, 6)});
        QCOMPARE(longer->address, Address(0x1008));
        QCOMPARE(longer->view->shape, Shape{28});
        QCOMPARE(longer->label, std::string("alloc:counts+8"));
        QCOMPARE(followed->change({counts(0x1000, 1, 2)})->address, Address(0x1000));   // that element is no more
    }

    void whatIsSeenAsSomethingElseIsNotFollowed()
    {
        Place place = placeOf(counts(0x1000, 4, 6));
        QVERIFY(!FollowedArray::of(place, {counts(0x8000, 4, 6)}));
        place.view->dtype = Dtype::fromKind(DtypeKind::UnsignedInteger, 1);
        QVERIFY(!FollowedArray::of(place, {counts(0x1000, 4, 6)}));
        place.view.reset();
        QVERIFY(!FollowedArray::of(place, {counts(0x1000, 4, 6)}));
    }

    void aNotedPlaceGoesWithTheArrayOfItsName()
    {
        const Place before = placeOf(counts(0x1000, 4, 6));
        QCOMPARE(upToDate(before, {counts(0x8000, 6, 4)}).address, Address(0x8000));
        QCOMPARE(upToDate(before, {}).address, Address(0x1000));
    }
};

QTEST_GUILESS_MAIN(FollowedArrayTest)
#include "tst_followed_array.moc"
