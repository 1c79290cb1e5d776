#include "gui/models/jobs.h"

namespace memdelbrot {

QThreadPool& blockingPool()
{
    // Its threads wait far more than they compute: a call that hangs must not hold up a read.
    static QThreadPool pool;
    static const bool isSetUp = [] {
        pool.setMaxThreadCount(32);
        return true;
    }();
    Q_UNUSED(isSetUp);
    return pool;
}

}  // namespace memdelbrot
