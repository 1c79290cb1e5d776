#pragma once

// Peer to measure against: one thread, std::complex, c as interleaved doubles of height x width, counts prefilled.
extern "C" void notebookKernel(int height, int width, int maxiterations, double* c, int* fractal);
