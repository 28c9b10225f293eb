/**
 * Distributions that bring an import of another name: `distribution: import import …`, separated by commas. A dotted import is
 * known by its longest prefix. Undotted names that PEP 503 holds for the same (`typing_extensions`) are left out.
 */
export const wellKnownNames = `
# Numbers, statistics, learning
scikit-learn: sklearn, scikit-image: skimage, scikit-optimize: skopt, scikit-bio: skbio, scikit-survival: sksurv,
scikit-fuzzy: skfuzzy, scikit-network: sknetwork, scikit-surprise: surprise, scikit-learn-extra: sklearn_extra,
scikit-plot: scikitplot, scikit-video: skvideo, scikit-umfpack: scikits.umfpack, scikit-misc: skmisc,
imbalanced-learn: imblearn, umap-learn: umap, keras-tuner: kerastuner, keras-rl2: rl, dm-haiku: haiku,
dm-sonnet: sonnet, dm-tree: tree, open-clip-torch: open_clip, openai-whisper: whisper, llama-cpp-python: llama_cpp,
weaviate-client: weaviate, faiss-cpu: faiss, guardrails-ai: guardrails, pyautogen: autogen,
bayesian-optimization: bayes_opt, image-classifiers: classification_models, auto-sklearn: autosklearn,
python-louvain: community, python-constraint: constraint, dwave-ocean-sdk: dwave, amazon-braket-sdk: braket,
cirq-core: cirq, u8darts: darts, PyWavelets: pywt, pystan: stan, POT: ot, giotto-tda: gtda, cupy-cuda12x: cupy,
cudf-cu12: cudf, cuml-cu12: cuml, nvidia-ml-py: pynvml, gym-retro: retro, opencv-python: cv2
# Tables, files, databases
PyYAML: yaml _yaml, ruamel.yaml: ruamel, Pillow: PIL, python-dateutil: dateutil,
databricks-sql-connector: databricks.sql, delta-spark: delta, apache-airflow: airflow, apache-flink: pyflink,
apache-superset: superset, dbt-core: dbt, google-cloud-bigquery-storage: google.cloud.bigquery_storage_v1,
google-cloud-aiplatform: vertexai, google-cloud-translate: google.cloud.translate_v2,
google-cloud-pubsub: google.cloud.pubsub_v1, google-cloud-datastore: google.cloud.ndb,
google-cloud-monitoring: google.cloud.monitoring_v3, google-cloud-secret-manager: google.cloud.secretmanager,
google-cloud-core: google.cloud, google-auth: google.oauth2, google-api-python-client: googleapiclient apiclient,
google-search-results: serpapi, protobuf: google.protobuf,
googleapis-common-protos: google.rpc google.type google.longrunning, grpcio: grpc, grpcio-tools: grpc_tools,
grpcio-status: grpc_status, earthengine-api: ee, azure-storage-file-datalake: azure.storage.filedatalake,
azure-storage-file-share: azure.storage.fileshare, azureml-dataset-runtime: azureml.dataset, azureml-sdk: azureml,
aws-cdk-lib: aws_cdk, snowflake-connector-python: snowflake.connector, snowflake-snowpark-python: snowflake.snowpark,
snowflake-ml-python: snowflake.ml, ibm-cos-sdk: ibm_boto3 ibm_botocore, psycopg2-binary: psycopg2,
mysqlclient: MySQLdb _mysql, mysql-connector-python: mysql.connector mysql, ibm-db: ibm_db_dbi, JPype1: jpype,
cassandra-driver: cassandra, opensearch-py: opensearchpy, pymongo: bson gridfs, redis-py-cluster: rediscluster,
python-memcached: memcache, kafka-python: kafka, paho-mqtt: paho, ipython-sql: sql, presto-python-client: prestodb,
impyla: impala, netCDF4: netcdftime, python-snappy: snappy, python-rapidjson: rapidjson, python-docx: docx,
python-pptx: pptx, odfpy: odf, PyMuPDF: fitz, pdfminer.six: pdfminer, tabula-py: tabula, camelot-py: camelot,
fpdf2: fpdf, python-magic: magic, python-frontmatter: frontmatter, markdown-it-py: markdown_it, beautifulsoup4: bs4,
readability-lxml: readability, newspaper3k: newspaper, python-Levenshtein: Levenshtein,
python-json-logger: pythonjsonlogger, python-decouple: decouple, python-dotenv: dotenv
# Pictures, sound, plots
matplotlib: mpl_toolkits pylab, basemap: mpl_toolkits.basemap, pycairo: cairo, ffmpeg-python: ffmpeg,
paddlepaddle: paddle, pydicom: dicom, python-bioformats: bioformats, python-javabridge: javabridge,
openslide-python: openslide, vtk: vtkmodules, PyOpenGL: OpenGL, SpeechRecognition: speech_recognition,
python-vlc: vlc
# Language
pyspellchecker: spellchecker, PyICU: icu, mecab-python3: MeCab, opencc-python-reimplemented: opencc
# Life, earth, space, matter
biopython: Bio BioSQL, bcbio-gff: BCBio, scikit-allel: allel, scvi-tools: scvi, PyVCF: vcf,
openbabel-wheel: openbabel, OpenMM: simtk, pdb-tools: pdbtools, python-libsbml: libsbml, antspyx: ants, GDAL: osgeo,
pyshp: shapefile, eccodes: gribapi, fenics-dolfinx: dolfinx, scikit-hep: skhep
# Money
TA-Lib: talib, nasdaq-data-link: nasdaqdatalink, python-binance: binance, zipline-reloaded: zipline,
pyfolio-reloaded: pyfolio, empyrical-reloaded: empyrical, PyPortfolioOpt: pypfopt, Riskfolio-Lib: riskfolio
# The web, networks, programs
attrs: attr, djangorestframework: rest_framework, django-filter: django_filters, django-environ: environ,
python-multipart: multipart, python-socketio: socketio, python-engineio: engineio, websocket-client: websocket,
pyzmq: zmq, PyNaCl: nacl, PyJWT: jwt, python-jose: jose, pycryptodome: Crypto, pycryptodomex: Cryptodome,
pyOpenSSL: OpenSSL, PySocks: socks, dnspython: dns, python-whois: whois, python-nmap: nmap, python-twitter: twitter,
facebook-sdk: facebook, slackclient: slack, python-telegram-bot: telegram, pyTelegramBotAPI: telebot,
discord.py: discord, wikipedia-api: wikipediaapi, PyGithub: github, python-gitlab: gitlab, GitPython: git,
python-jenkins: jenkins, atlassian-python-api: atlassian,
pywin32: win32com win32api win32con win32gui pythoncom pywintypes win32file win32process, pyobjc: objc,
pyserial: serial, pyusb: usb, RPi.GPIO: RPi, adafruit-blinka: board busio digitalio, PyVISA: visa, NI-DAQmx: nidaqmx,
python-can: can, PyQt5: sip, PySide6: shiboken6, wxPython: wx, python-slugify: slugify, factory-boy: factory,
ruamel.yaml.clib: _ruamel_yaml, python-crontab: crontab, Cython: pyximport, setuptools: pkg_resources _distutils_hack,
python-hcl2: hcl2, antlr4-python3-runtime: antlr4, z3-solver: z3, python-sat: pysat, python-chess: chess,
pyahocorasick: ahocorasick, Office365-REST-Python-Client: office365
# Notebooks and their surroundings
ipykernel: ipykernel_launcher, ipython-autotime: autotime, nb-black: lab_black, neptune-client: neptune,
hydra-core: hydra, absl-py: absl, otter-grader: otter
# Namespaces, whose parts are distributions of their own
google-cloud-aiplatform: google.cloud.aiplatform, google-cloud-bigquery: google.cloud.bigquery,
google-cloud-bigquery-storage: google.cloud.bigquery_storage, google-cloud-storage: google.cloud.storage,
google-cloud-vision: google.cloud.vision, google-cloud-language: google.cloud.language,
google-cloud-translate: google.cloud.translate, google-cloud-speech: google.cloud.speech,
google-cloud-texttospeech: google.cloud.texttospeech, google-cloud-videointelligence: google.cloud.videointelligence,
google-cloud-documentai: google.cloud.documentai, google-cloud-pubsub: google.cloud.pubsub,
google-cloud-firestore: google.cloud.firestore, google-cloud-datastore: google.cloud.datastore,
google-cloud-spanner: google.cloud.spanner, google-cloud-bigtable: google.cloud.bigtable,
google-cloud-logging: google.cloud.logging, google-cloud-monitoring: google.cloud.monitoring,
google-cloud-dataproc: google.cloud.dataproc, google-cloud-dlp: google.cloud.dlp, google-cloud-kms: google.cloud.kms,
google-cloud-tasks: google.cloud.tasks, google-auth: google.auth, google-api-core: google.api_core,
google-ads: google.ads, google-generativeai: google.generativeai, google-resumable-media: google.resumable_media,
azure-identity: azure.identity, azure-core: azure.core, azure-cosmos: azure.cosmos, azure-eventhub: azure.eventhub,
azure-servicebus: azure.servicebus, azure-storage-blob: azure.storage.blob, azure-storage-queue: azure.storage.queue,
azure-ai-ml: azure.ai.ml, azure-ai-textanalytics: azure.ai.textanalytics,
azure-ai-formrecognizer: azure.ai.formrecognizer, azure-ai-inference: azure.ai.inference,
azure-ai-projects: azure.ai.projects, azure-data-tables: azure.data.tables,
azure-keyvault-secrets: azure.keyvault.secrets, azure-keyvault-keys: azure.keyvault.keys,
azure-kusto-data: azure.kusto.data, azure-mgmt-resource: azure.mgmt.resource, azure-mgmt-compute: azure.mgmt.compute,
azure-mgmt-storage: azure.mgmt.storage, azure-monitor-query: azure.monitor.query,
azure-search-documents: azure.search.documents, azure-cognitiveservices-speech: azure.cognitiveservices.speech,
azure-cognitiveservices-vision-computervision: azure.cognitiveservices.vision.computervision,
azure-cognitiveservices-vision-customvision: azure.cognitiveservices.vision.customvision,
azure-cognitiveservices-vision-face: azure.cognitiveservices.vision.face, azureml-core: azureml.core,
azureml-mlflow: azureml.mlflow, databricks-connect: databricks.connect, databricks-sdk: databricks.sdk,
snowflake-sqlalchemy: snowflake.sqlalchemy, snowflake-core: snowflake.core, llama-index-core: llama_index.core,
odc-stac: odc.stac, odc-geo: odc.geo, autogluon-tabular: autogluon.tabular,
autogluon-timeseries: autogluon.timeseries, autogluon-multimodal: autogluon.multimodal, google-genai: google.genai,
google-colab: google.colab
`;
