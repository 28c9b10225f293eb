/** Where a function that reads or writes a file has its path. */
export interface FileArgument {
  readonly access: 'read' | 'write';
  readonly position: number;
  readonly keywords: readonly string[];
  /** Where the last part of a name says too little: the whole, as it is written. */
  readonly called: RegExp;
}

type Entry = readonly [name: string, arguments: readonly FileArgument[]];

const pathKeywords =
  'path filename file fname filepath filepath_or_buffer path_or_buf path_or_buffer io excel_writer source where buf f fp dest'.split(
    ' ',
  );

/** By the last part of the name, because what `pd` is stands in another cell. */
export const fileFunctions: ReadonlyMap<string, readonly FileArgument[]> = new Map<string, readonly FileArgument[]>([
  // pandas, polars, geopandas, xarray
  ...table(
    'read',
    0,
    'read_csv read_table read_excel read_parquet read_json read_hdf read_feather read_pickle read_fwf read_stata read_sas read_spss read_orc read_xml read_ndjson read_ipc read_avro read_delta scan_csv scan_parquet scan_ipc scan_ndjson read_file open_dataset open_mfdataset open_zarr open_dataarray ExcelFile HDFStore',
  ),
  ...table(
    'write',
    0,
    'to_csv to_excel to_parquet to_json to_hdf to_feather to_pickle to_stata to_orc to_xml to_html to_latex to_markdown to_file to_netcdf to_zarr write_csv write_parquet write_json write_ndjson write_ipc write_excel write_avro sink_csv sink_parquet ExcelWriter',
  ),
  // numpy, scipy, joblib, torch, pickle: what is dumped comes first
  ...table('read', 0, 'loadtxt genfromtxt fromfile loadmat load_model load_weights load_npz safe_load_file'),
  ...table(
    'write',
    0,
    'save savetxt savez savez_compressed tofile savemat save_npz save_model save_weights write_html write_image',
  ),
  // anndata, scanpy
  ...table(
    'read',
    0,
    'read_h5ad read_10x_h5 read_10x_mtx read_loom read_zarr read_visium read_text read_mtx read_umi_tools',
  ),
  ...table('write', 0, 'write_h5ad write_loom write_zarr write_csvs'),
  // pyarrow
  ...table('read', 0, 'ParquetFile read_schema read_metadata'),
  ...table('write', 1, 'write_table write_feather write_dataset'),
  // pictures
  ...table('read', 0, 'imread load_img'),
  ...table('write', 0, 'savefig imsave imwrite'),
  ...table('write', 1, 'dump'),
  // torch.save(what, path) and nibabel.save(what, path), beside numpy.save(path, what)
  ['save', [argument('write', 0), argument('write', 1)]],
  ['load', [argument('read', 0, /^(?:np|numpy|jnp|joblib|torch|nib|nibabel|librosa|trimesh)\.load$/)]],
  ['read', [argument('read', 0, /^(?:sc|scanpy|ad|anndata|mne\.io|sf|soundfile)\.read$/)]],
  ['write', [argument('write', 0, /\.write$(?<=(?:adata|anndata)\w*\.write)/)]],
  ...['copy', 'copy2', 'copyfile'].map(
    (name): Entry => [
      name,
      [argument('read', 0, /^(?:shutil\.)?copy(?:2|file)?$/), argument('write', 1, /^(?:shutil\.)?copy(?:2|file)?$/)],
    ],
  ),
]);

function table(access: FileArgument['access'], position: number, names: string): readonly Entry[] {
  return names.split(' ').map((name) => [name, [argument(access, position)]]);
}

function argument(access: FileArgument['access'], position: number, called = /^/): FileArgument {
  return { access, position, keywords: pathKeywords, called };
}
