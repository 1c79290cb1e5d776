// Functions that end their process, each in its own way. The line on which it happens is marked "dies here".
#pragma once

extern "C" {

extern char crasherSecret[16];   // bytes that a test looks for in the dead process

void writeToNull();
void callAbort();
void callExit3();
void callQuickExit4();
void raiseKill();
void resetHandlerAndFault();
void blockSignalsAndFault();
int recurseForever(int depth);
void spinForever();
void spinWithSignalsMasked();
void corruptHeap();
void jumpToNull();
void jumpToJunk();
void faultInOwnThread();
void faultInOwnThreadLater();
void divideByZero();
void illegalInstruction();
void busError();
void writeAndCrash();
void stopSelf();
extern volatile unsigned long crasherTurns;   // counted up by a thread of countInThreadAndFault
void countInThreadAndFault();
}
