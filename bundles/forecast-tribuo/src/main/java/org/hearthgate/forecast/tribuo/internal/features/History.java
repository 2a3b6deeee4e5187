package org.hearthgate.forecast.tribuo.internal.features;

import java.util.List;

/** What is known of one person. Every channel but the glucose may be empty. Not thread-safe. */
public final class History {
    /** mg/dL */
    public final Channel glucose = new Channel();
    /** rapid-acting insulin, U */
    public final Channel bolus = new Channel();
    /** long-acting insulin, U */
    public final Channel longActing = new Channel();
    /** g */
    public final Channel carbohydrate = new Channel();
    /** 1/min */
    public final Channel heartRate = new Channel();
    /** by the minute at which they were known */
    public final Channel steps = new Channel();
    /** 1 asleep, 0 awake */
    public final Channel asleep = new Channel();
    /** when a sensor was put on; any value */
    public final Channel sensorStart = new Channel();

    /** Forgets what is before this minute. */
    public void forgetBefore(int minute) {
        channels().forEach(channel -> channel.forgetBefore(minute));
    }

    /** Forgets what is at this minute or later. */
    public void forgetFrom(int minute) {
        channels().forEach(channel -> channel.forgetFrom(minute));
    }

    private List<Channel> channels() {
        return List.of(glucose, bolus, longActing, carbohydrate, heartRate, steps, asleep, sensorStart);
    }
}
