#!/usr/bin/env python3
"""Writes digits.csv: handwritten digits of 8×8 pixels, one image a row.

Usage: make-digits.py > digits.csv

Needs scikit-learn (see requirements.txt), which carries the images in the order of the original file. Pixels run row by
row from the top left and count the inked points of a 4×4 block: 0 (blank) to 16.
"""

from sklearn.datasets import load_digits


def main():
    digits = load_digits()
    print(",".join(["label"] + [f"pixel_{row}_{column}" for row in range(8) for column in range(8)]))
    for label, pixels in zip(digits.target, digits.data):
        print(",".join([str(label)] + [f"{pixel:.0f}" for pixel in pixels]))


if __name__ == "__main__":
    main()
