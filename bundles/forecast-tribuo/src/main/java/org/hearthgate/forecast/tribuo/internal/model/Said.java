package org.hearthgate.forecast.tribuo.internal.model;

/** Which of a model's sentences is to be explained. */
public enum Said {
    /** by how much the glucose changes, mg/dL */
    CHANGE,
    /** the log odds of a low */
    LOW
}
