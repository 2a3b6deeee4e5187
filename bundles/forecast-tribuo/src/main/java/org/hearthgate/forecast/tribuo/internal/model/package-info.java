/** The models: of everybody, of one person on top of it, and what is said by them. */
package org.hearthgate.forecast.tribuo.internal.model;
