package org.hearthgate.watchdog.internal;

/** A home whose hub shall make no sound: the watchdog only tells. */
final class NoVoice implements Voice {
    @Override
    public String name() {
        return WatchdogConfig.NO_DEVICE;
    }

    @Override
    public void alarm() {
        // the log, /health and systemd are told by others
    }

    @Override
    public void test(boolean silent) {
        // nothing to prove
    }
}
