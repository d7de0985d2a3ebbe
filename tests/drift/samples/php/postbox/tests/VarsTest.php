<?php
getenv('ONLY_TESTED');
